// name: read/repository
// purpose: The pointer of one repository.
// access: READ
// limits: 10 s, 1 row
// params: $name (string)
// returns: repository (map, properties)
// used by: RevisionReads
MATCH (repository:REPOSITORY {name: $name})
RETURN properties(repository) AS repository
