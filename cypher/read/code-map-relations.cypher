// name: read/code-map-relations
// purpose: How many relationships of each type lead from one file to another.
// access: READ
// limits: 60 s, 2000000 rows
// params: $types (list<string>, relation types)
// returns: source (string, path)
// returns: target (string, path)
// returns: type (string)
// returns: count (integer)
// used by: CodeMapReader
MATCH (symbol:REVISION)-[relation]->(other:REVISION)
WHERE type(relation) IN $types AND other.file_path <> '' AND symbol.file_path <> other.file_path
RETURN symbol.file_path AS source, other.file_path AS target, type(relation) AS type, count(*) AS count
