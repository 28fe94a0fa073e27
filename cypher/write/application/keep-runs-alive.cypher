// name: write/application/keep-runs-alive
// purpose: Says that runs are being worked on, and gives those that still should be.
// access: WRITE
// limits: 10 s, 10000 rows
// params: $ids (list<string>)
// params: $alive (list<string>, states)
// params: $at (string, time)
// returns: id (string)
// used by: RunStore
UNWIND $ids AS id
MATCH (run:AppRun {id: id})
WHERE run.state IN $alive
SET run.alive_at = $at
RETURN run.id AS id
