// name: write/create-relations
// purpose: Writes a batch of new relationships between nodes whose internal ids are known, which spares two index look-ups each.
// access: WRITE
// limits: 120 s, 1 row
// params: $sources (list<integer>, internal node ids)
// params: $targets (list<integer>, internal node ids)
// params: $last (integer, index of the last row)
// params: $types (list<string>, relation types)
// params: $lines (list<list<integer>>, 1-based)
// params: $shared (list<map>, different sets of all other properties)
// params: $kinds (list<integer>, index into $shared)
// returns: created (integer)
// used by: BulkWriter
CYPHER 5
UNWIND range(0, $last) AS i
MATCH (source) WHERE id(source) = $sources[i]
MATCH (target) WHERE id(target) = $targets[i]
CREATE (source)-[relation:$($types[i])]->(target)
SET relation = $shared[$kinds[i]], relation.lines = $lines[i]
RETURN count(*) AS created
