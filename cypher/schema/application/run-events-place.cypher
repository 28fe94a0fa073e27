// name: schema/application/run-events-place
// purpose: Events of a run are stored once.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_app_run_events_place IF NOT EXISTS
FOR (events:AppRunEvents) REQUIRE (events.run, events.first) IS UNIQUE
