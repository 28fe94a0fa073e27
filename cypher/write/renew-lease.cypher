// name: write/renew-lease
// purpose: Keeps the right to write a repository; no row when another writer has it.
// access: WRITE
// limits: 10 s, 1 row
// params: $repository (string, name)
// params: $token (string, of the writer)
// params: $lifetimeMs (integer, milliseconds)
// returns: expiresAt (integer, milliseconds of the server's clock)
// used by: WriterLeases, every transaction that only the writer may run
MATCH (lease:WRITER_LEASE {repository: $repository})
SET lease.asked_at = timestamp()
WITH lease
WHERE lease.token = $token
SET lease.expires_at = timestamp() + $lifetimeMs
RETURN lease.expires_at AS expiresAt
