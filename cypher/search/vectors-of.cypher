// name: search/vectors-of
// purpose: Vectors of some symbols.
// access: READ
// limits: 30 s, 1000 rows
// params: $ids (list<string>, symbols, at most 1000)
// params: $vectorProperty (string, of the space)
// returns: id (string, symbol)
// returns: vector (list<float>)
// used by: RetrievalReader
UNWIND $ids AS id
MATCH (document:REVISION_search {key: id})
WHERE document[$vectorProperty] IS NOT NULL
RETURN id, document[$vectorProperty] AS vector
