// name: search/codes
// purpose: Whole code of some symbols.
// access: READ
// limits: 30 s, 1000 rows
// params: $ids (list<string>, symbol ids, at most 1000)
// returns: id (string)
// returns: code (string)
// used by: RetrievalReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})
WHERE symbol.code IS NOT NULL
RETURN id, symbol.code AS code
