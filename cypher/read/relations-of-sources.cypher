// name: read/relations-of-sources
// purpose: Relationships of one type that leave some nodes.
// access: READ
// limits: 120 s, 10000000 rows
// params: $ids (list<string>, symbol ids, at most 5000)
// params: $type (string, relation type)
// returns: source (string, symbol id)
// returns: target (string, symbol id)
// returns: properties (map)
// used by: GraphReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})-[relation]->(other)
WHERE type(relation) = $type
RETURN id AS source, other.id AS target, properties(relation) AS properties
