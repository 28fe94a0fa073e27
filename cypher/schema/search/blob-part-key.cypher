// name: schema/search/blob-part-key
// purpose: Parts of a blob are found by repository, name, writing and number.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_search_blob_part IF NOT EXISTS
FOR (part:SEARCH_BLOB_PART) REQUIRE (part.repository, part.name, part.writing, part.number) IS UNIQUE
