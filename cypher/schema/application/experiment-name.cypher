// name: schema/application/experiment-name
// purpose: An experiment has one node.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_app_experiment_name IF NOT EXISTS
FOR (experiment:AppExperiment) REQUIRE experiment.name IS UNIQUE
