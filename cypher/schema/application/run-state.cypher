// name: schema/application/run-state
// purpose: Runs that are alive are found without reading the others.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE INDEX codexgraph_app_run_state IF NOT EXISTS
FOR (run:AppRun) ON (run.state)
