// name: read/application/run-events
// purpose: Stored events of a run, from a number on, in the parts in which they were added.
// access: READ
// limits: 20 s, 1000 rows
// params: $run (string, id)
// params: $after (integer, number of an event)
// params: $parts (integer, 1..1000)
// returns: first (integer)
// returns: events (list<string>, JSON)
// used by: RunStore
MATCH (part:AppRunEvents {run: $run})
WHERE part.last > $after
RETURN part.first AS first, part.events AS events
ORDER BY part.first
LIMIT $parts
