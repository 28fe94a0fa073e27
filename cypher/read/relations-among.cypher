// name: read/relations-among
// purpose: Relationships of some types between some nodes.
// access: READ
// limits: 30 s, 20001 rows
// params: $ids (list<string>, symbol ids, at most 10000)
// params: $types (list<string>, relation types)
// params: $limit (integer, 1..20001)
// returns: type (string)
// returns: source (string, symbol id)
// returns: target (string, symbol id)
// returns: properties (map)
// used by: SymbolReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})-[relation]->(other)
WHERE type(relation) IN $types AND other.id IN $ids
RETURN type(relation) AS type, symbol.id AS source, other.id AS target, properties(relation) AS properties
ORDER BY type, source, target, coalesce(relation.role, '')
LIMIT $limit
