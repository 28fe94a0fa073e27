// name: search/begin
// purpose: Begins a refresh of the search structures of a repository; earlier ones may write no more.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string)
// params: $pass (string, id of the refresh)
// params: $label (string, label of the documents)
// returns: revision (string, the published one)
// used by: RetrievalWriter
MATCH (repository:REPOSITORY {name: $repository})
MERGE (record:SEARCH_RECORD {repository: $repository})
SET record.pass = $pass, record.label = $label
RETURN repository.revision AS revision
