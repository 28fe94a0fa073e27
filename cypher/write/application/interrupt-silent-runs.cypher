// name: write/application/interrupt-silent-runs
// purpose: Ends runs of which nothing was heard for a while.
// access: WRITE
// limits: 30 s, 10000 rows
// params: $alive (list<string>, states)
// params: $before (string, time)
// params: $now (string, time)
// returns: run (map, properties)
// used by: RunStore
MATCH (run:AppRun)
WHERE run.state IN $alive AND run.alive_at < $before
WITH run LIMIT 10000
SET run.state = 'interrupted', run.finished_at = $now
RETURN properties(run) AS run
