// name: write/release-lease
// purpose: Gives the right to write a repository back.
// access: WRITE
// limits: 10 s, 1 row
// params: $repository (string, name)
// params: $token (string, of the writer)
// returns: released (integer, 0 or 1)
// used by: WriterLeases
MATCH (lease:WRITER_LEASE {repository: $repository})
WHERE lease.token = $token
DELETE lease
RETURN count(*) AS released
