// name: search/documents
// purpose: Hashes of all documents.
// access: READ
// limits: 600 s, 50000000 rows
// params: $hashProperty (string, of the space)
// returns: id (string, symbol)
// returns: hash (string)
// returns: vectorHash (string?)
// used by: RetrievalWriter
MATCH (document:REVISION_search)
WHERE document.part = 0
RETURN document.symbol AS id, document.hash AS hash, document[$hashProperty] AS vectorHash
