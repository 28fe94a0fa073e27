// name: write/delete-repository
// purpose: Removes the pointer of a repository; its graph is unreachable from then on.
// access: WRITE
// limits: 30 s, 1 row
// params: $name (string, of the repository)
// returns: deleted (integer, 0 or 1)
// used by: GraphWriter
MATCH (repository:REPOSITORY {name: $name})
DELETE repository
RETURN count(*) AS deleted
