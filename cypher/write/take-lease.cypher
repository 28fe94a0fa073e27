// name: write/take-lease
// purpose: Takes the right to write a repository if it is free, given up or run out; the clock is the server's.
// access: WRITE
// limits: 10 s, 1 row
// params: $repository (string, name)
// params: $token (string, of the writer)
// params: $holder (string, who writes, for people)
// params: $takeFrom (string, token of a writer that is known to be dead, or an empty string)
// params: $lifetimeMs (integer, milliseconds)
// returns: taken (boolean)
// returns: token (string, of the writer that has it now)
// returns: holder (string)
// returns: expiresAt (integer, milliseconds of the server's clock)
// returns: remainingMs (integer, milliseconds)
// used by: WriterLeases
MERGE (lease:WRITER_LEASE {repository: $repository})
SET lease.asked_at = timestamp()
WITH lease, lease.token IS NULL OR lease.token IN [$token, $takeFrom] OR lease.expires_at < timestamp() AS taken
SET lease.holder = CASE WHEN taken THEN $holder ELSE lease.holder END,
    lease.token = CASE WHEN taken THEN $token ELSE lease.token END,
    lease.expires_at = CASE WHEN taken THEN timestamp() + $lifetimeMs ELSE lease.expires_at END
RETURN taken, lease.token AS token, lease.holder AS holder, lease.expires_at AS expiresAt, lease.expires_at - timestamp() AS remainingMs
