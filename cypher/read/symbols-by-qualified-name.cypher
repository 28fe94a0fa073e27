// name: read/symbols-by-qualified-name
// purpose: Nodes by their exact dotted name.
// access: READ
// limits: 10 s, 1000 rows
// params: $qualifiedName (string)
// returns: node (map, properties)
// returns: labels (list<string>)
// used by: SymbolReader
MATCH (symbol:REVISION {qualified_name: $qualifiedName})
RETURN symbol {.*, code: null} AS node, labels(symbol) AS labels
ORDER BY symbol.id
LIMIT 1000
