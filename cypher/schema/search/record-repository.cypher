// name: schema/search/record-repository
// purpose: A repository has one record of its search structures.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_search_record IF NOT EXISTS
FOR (record:SEARCH_RECORD) REQUIRE record.repository IS UNIQUE
