// name: read/symbols-at
// purpose: Nodes whose lines enclose a line of a file, innermost first.
// access: READ
// limits: 10 s, 1000 rows
// params: $filePath (string, relative)
// params: $line (integer, 1-based)
// returns: node (map, properties)
// returns: labels (list<string>)
// used by: SymbolReader
MATCH (symbol:REVISION)
WHERE symbol.file_path = $filePath AND symbol.start_line <= $line AND symbol.end_line >= $line
RETURN symbol {.*, code: null} AS node, labels(symbol) AS labels
ORDER BY symbol:MODULE, symbol.end_line - symbol.start_line, symbol.start_line DESC, symbol.id
LIMIT 1000
