// name: write/application/change-run
// purpose: Changes a run that is alive; one in a final state stays as it is.
// access: WRITE
// limits: 10 s, 1 row
// params: $id (string)
// params: $alive (list<string>, states)
// params: $properties (map, what changes)
// returns: run (map, properties)
// used by: RunStore
MATCH (run:AppRun {id: $id})
FOREACH (changing IN CASE WHEN run.state IN $alive THEN [run] ELSE [] END | SET changing += $properties)
RETURN properties(run) AS run
