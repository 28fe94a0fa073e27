// name: write/application/delete-watch
// purpose: Forgets the wish that a repository be watched.
// access: WRITE
// limits: 10 s, 1 row
// params: $repository (string)
// returns: deleted (integer, 0 or 1)
// used by: WatchStore
MATCH (watch:AppWatch {repository: $repository})
DELETE watch
RETURN count(*) AS deleted
