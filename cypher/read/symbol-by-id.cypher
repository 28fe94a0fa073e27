// name: read/symbol-by-id
// purpose: One node by its id, with code.
// access: READ
// limits: 10 s, 1 row
// params: $id (string, symbol id)
// params: $withCode (boolean)
// returns: node (map, properties)
// returns: labels (list<string>)
// used by: SymbolReader
MATCH (symbol:REVISION {id: $id})
RETURN CASE WHEN $withCode THEN properties(symbol) ELSE symbol {.*, code: null} END AS node, labels(symbol) AS labels
