// name: write/publish-repository
// purpose: Points a repository at a revision.
// access: WRITE
// limits: 30 s, 1 row
// params: $name (string, of the repository)
// params: $properties (map, all properties but the time of publication)
// returns: publishedAt (string, ISO 8601 in UTC)
// used by: publication
MERGE (repository:REPOSITORY {name: $name})
SET repository = $properties,
    repository.name = $name,
    repository.published_at = toString(datetime({epochMillis: timestamp()}))
RETURN repository.published_at AS publishedAt
