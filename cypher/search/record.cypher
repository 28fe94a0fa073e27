// name: search/record
// purpose: What is published, and which search structures there are.
// access: READ
// limits: 10 s, 1 row
// params: $repository (string)
// returns: revision (string, the published one)
// returns: record (map?, properties)
// used by: RetrievalReader
MATCH (repository:REPOSITORY {name: $repository})
OPTIONAL MATCH (record:SEARCH_RECORD {repository: $repository})
RETURN repository.revision AS revision, properties(record) AS record
