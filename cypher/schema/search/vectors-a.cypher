// name: schema/search/vectors-a
// purpose: Nearest vectors of space a; dimensions stand in the options.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: $options (map, with indexConfig)
// returns: none
// used by: RetrievalIndexes
CREATE VECTOR INDEX REVISION_search_vectors_a IF NOT EXISTS
FOR (document:REVISION_search) ON (document.vector_a)
OPTIONS $options
