// name: write/application/put-experiment
// purpose: Adds or replaces an experiment.
// access: WRITE
// limits: 10 s, 1 row
// params: $name (string)
// params: $properties (map)
// returns: kept (integer, 1)
// used by: ExperimentStore
MERGE (experiment:AppExperiment {name: $name})
SET experiment = $properties
RETURN count(*) AS kept
