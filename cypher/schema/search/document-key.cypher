// name: schema/search/document-key
// purpose: A part of a symbol has one document in its repository.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: none
// returns: none
// used by: RetrievalIndexes
CREATE CONSTRAINT REVISION_search_key IF NOT EXISTS
FOR (document:REVISION_search) REQUIRE document.key IS UNIQUE
