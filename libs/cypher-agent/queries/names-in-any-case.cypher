// Names that differ from a name in upper and lower case only.
// params: $name (string)
MATCH (symbol)
WHERE toLower(symbol.name) = toLower($name) OR toLower(symbol.qualified_name) = toLower($name) OR toLower(symbol.file_path) = toLower($name)
RETURN DISTINCT symbol.name AS name, symbol.qualified_name AS qualified_name, symbol.file_path AS file_path
ORDER BY qualified_name
LIMIT 5
