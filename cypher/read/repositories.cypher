// name: read/repositories
// purpose: All repositories, or the one of that name.
// access: READ
// limits: 10 s, 100000 rows
// params: $name (string?, null for all)
// returns: repository (map, properties)
// used by: GraphReader
MATCH (repository:REPOSITORY)
WHERE $name IS NULL OR repository.name = $name
RETURN properties(repository) AS repository
ORDER BY repository.name
