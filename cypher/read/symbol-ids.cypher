// name: read/symbol-ids
// purpose: Ids of a revision.
// access: READ
// limits: 120 s, 50000000 rows
// params: none
// returns: id (string)
// used by: GraphReader
MATCH (symbol:REVISION)
RETURN symbol.id AS id
