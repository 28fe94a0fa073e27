// name: read/application/experiments
// purpose: All experiments.
// access: READ
// limits: 10 s, 10000 rows
// params: none
// returns: experiment (map, properties)
// used by: ExperimentStore
MATCH (experiment:AppExperiment)
RETURN properties(experiment) AS experiment
ORDER BY experiment.name
