// name: write/application/append-run-events
// purpose: Adds events to a run, once.
// access: WRITE
// limits: 20 s, 1 row
// params: $run (string, id)
// params: $first (integer, number of the first event)
// params: $last (integer, number of the last one)
// params: $events (list<string>, JSON)
// returns: kept (integer, 0 or 1)
// used by: RunStore
MATCH (run:AppRun {id: $run})
MERGE (events:AppRunEvents {run: $run, first: $first})
SET events.last = $last, events.events = $events
MERGE (run)-[:APP_HAS_EVENTS]->(events)
RETURN count(*) AS kept
