// name: write/update-relations
// purpose: Replaces the properties of relationships of the published revision that are there already.
// access: WRITE
// limits: 120 s, 1 row
// params: $sources (list<string>, symbol ids)
// params: $targets (list<string>, symbol ids)
// params: $last (integer, index of the last row)
// params: $types (list<string>, relation types)
// params: $lines (list<list<integer>>, 1-based)
// params: $shared (list<map>, different sets of all other properties)
// params: $kinds (list<integer>, index into $shared)
// returns: updated (list<integer>, indexes of the rows that were there)
// used by: DifferenceWriter
UNWIND range(0, $last) AS i
MATCH (source:REVISION {id: $sources[i]})
MATCH (target:REVISION {id: $targets[i]})
MATCH (source)-[relation]->(target)
WHERE type(relation) = $types[i] AND coalesce(relation.role, '') = coalesce($shared[$kinds[i]].role, '')
SET relation = $shared[$kinds[i]], relation.lines = $lines[i]
RETURN collect(i) AS updated
