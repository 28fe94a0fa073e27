// name: write/application/delete-experiment
// purpose: Deletes an experiment; conversations keep its name.
// access: WRITE
// limits: 10 s, 1 row
// params: $name (string)
// returns: deleted (integer, 0 or 1)
// used by: ExperimentStore
MATCH (experiment:AppExperiment {name: $name})
DELETE experiment
RETURN count(*) AS deleted
