// name: schema/search/document-symbol
// purpose: Look-up of all parts of a symbol.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: none
// returns: none
// used by: RetrievalIndexes
CREATE INDEX REVISION_search_symbol IF NOT EXISTS
FOR (document:REVISION_search) ON (document.symbol)
