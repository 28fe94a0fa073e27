// name: schema/search/document-text
// purpose: Full-text search over words that were split and folded before; the database splits at spaces only.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: none
// returns: none
// used by: RetrievalIndexes
CREATE FULLTEXT INDEX REVISION_search_text IF NOT EXISTS
FOR (document:REVISION_search)
ON EACH [document.identifier, document.name, document.path, document.signature, document.description, document.code, document.context]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
