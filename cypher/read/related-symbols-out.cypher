// name: read/related-symbols-out
// purpose: Relationships of a node in the direction out, from a place in the list on.
// access: READ
// limits: 30 s, 1001 rows
// params: $id (string, symbol id)
// params: $types (list<string>, relation types)
// params: $afterType (string, an empty string from the start)
// params: $afterId (string)
// params: $afterRole (string)
// params: $limit (integer, 1..1001)
// returns: type (string)
// returns: properties (map, of the relationship)
// returns: node (map, properties of the other end)
// returns: labels (list<string>)
// used by: SymbolReader
MATCH (symbol:REVISION {id: $id})-[relation]->(other)
WITH relation, other, type(relation) AS type, coalesce(relation.role, '') AS role
WHERE type IN $types
  AND (type > $afterType OR type = $afterType AND (other.id > $afterId OR other.id = $afterId AND role > $afterRole))
WITH relation, other, type, role ORDER BY type, other.id, role LIMIT $limit
RETURN type, properties(relation) AS properties, other {.*, code: null} AS node, labels(other) AS labels
ORDER BY type, other.id, role
