// name: read/application/run
// purpose: One run.
// access: READ
// limits: 10 s, 1 row
// params: $id (string)
// returns: run (map, properties)
// used by: RunStore
MATCH (run:AppRun {id: $id})
RETURN properties(run) AS run
