// name: read/symbols-by-ids
// purpose: Nodes by their ids, without code.
// access: READ
// limits: 60 s, 10000 rows
// params: $ids (list<string>, symbol ids, at most 10000)
// returns: node (map, properties)
// returns: labels (list<string>)
// used by: GraphReader, SymbolReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})
RETURN symbol {.*, code: null} AS node, labels(symbol) AS labels
