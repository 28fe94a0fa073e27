// name: schema/application/run-id
// purpose: A run has one node.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_app_run_id IF NOT EXISTS
FOR (run:AppRun) REQUIRE run.id IS UNIQUE
