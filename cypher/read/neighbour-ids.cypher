// name: read/neighbour-ids
// purpose: Ids one step from some nodes.
// access: READ
// limits: 30 s, 10001 rows
// params: $ids (list<string>, symbol ids, where the step starts)
// params: $seen (list<string>, symbol ids to leave out)
// params: $types (list<string>, relation types)
// params: $outwards (boolean)
// params: $inwards (boolean)
// params: $limit (integer, 1..10001)
// returns: id (string)
// used by: SymbolReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})-[relation]-(other)
WHERE type(relation) IN $types
  AND ($outwards AND startNode(relation) = symbol OR $inwards AND endNode(relation) = symbol)
  AND NOT other.id IN $seen
RETURN DISTINCT other.id AS id
ORDER BY id
LIMIT $limit
