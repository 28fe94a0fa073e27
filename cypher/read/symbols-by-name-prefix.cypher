// name: read/symbols-by-name-prefix
// purpose: Nodes by the beginning of their short name, from a place in the list on.
// access: READ
// limits: 10 s, 1001 rows
// params: $prefix (string)
// params: $labels (list<string>, kind labels)
// params: $afterName (string, an empty string from the start)
// params: $afterId (string, an empty string from the start)
// params: $limit (integer, 1..1001)
// returns: node (map, properties)
// returns: labels (list<string>)
// used by: SymbolReader
MATCH (symbol:REVISION)
WHERE symbol.name STARTS WITH $prefix AND symbol.name >= $afterName
  AND (symbol.name > $afterName OR symbol.id > $afterId)
  AND any(label IN labels(symbol) WHERE label IN $labels)
WITH symbol ORDER BY symbol.name, symbol.id LIMIT $limit
RETURN symbol {.*, code: null} AS node, labels(symbol) AS labels
ORDER BY symbol.name, symbol.id
