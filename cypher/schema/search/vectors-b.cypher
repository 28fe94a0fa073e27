// name: schema/search/vectors-b
// purpose: Nearest vectors of space b; dimensions stand in the options.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: $options (map, with indexConfig)
// returns: none
// used by: RetrievalIndexes
CREATE VECTOR INDEX REVISION_search_vectors_b IF NOT EXISTS
FOR (document:REVISION_search) ON (document.vector_b)
OPTIONS $options
