// name: write/application/put-watch
// purpose: Wishes that a repository be watched; a wish that is there stays as it is.
// access: WRITE
// limits: 10 s, 1 row
// params: $repository (string)
// params: $since (string, ISO 8601)
// returns: since (string)
// used by: WatchStore
MERGE (watch:AppWatch {repository: $repository})
ON CREATE SET watch.since = $since
RETURN watch.since AS since
