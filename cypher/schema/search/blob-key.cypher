// name: schema/search/blob-key
// purpose: A blob has one head, found by repository and name.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_search_blob IF NOT EXISTS
FOR (blob:SEARCH_BLOB) REQUIRE (blob.repository, blob.name) IS UNIQUE
