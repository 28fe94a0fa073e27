// name: schema/search/description-key
// purpose: What a model made of a text is kept once, found by repository, hash of the text and model.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_search_description IF NOT EXISTS
FOR (kept:SEARCH_DESCRIPTION) REQUIRE (kept.repository, kept.hash, kept.model) IS UNIQUE
