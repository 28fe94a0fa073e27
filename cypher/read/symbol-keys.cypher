// name: read/symbol-keys
// purpose: Internal ids of the nodes of a batch whose answer was lost.
// access: READ
// limits: 120 s, 100000 rows
// params: $ids (list<string>, symbol ids)
// returns: id (string)
// returns: key (integer, internal node id)
// used by: BulkWriter
CYPHER 5
MATCH (symbol:REVISION)
WHERE symbol.id IN $ids
RETURN symbol.id AS id, id(symbol) AS key
