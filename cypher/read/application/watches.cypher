// name: read/application/watches
// purpose: All repositories that are to be watched.
// access: READ
// limits: 10 s, 10000 rows
// params: none
// returns: repository (string)
// returns: since (string)
// used by: WatchStore
MATCH (watch:AppWatch)
RETURN watch.repository AS repository, watch.since AS since
ORDER BY repository
