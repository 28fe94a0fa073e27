// name: write/add-relations
// purpose: Writes relationships between nodes of the published revision.
// access: WRITE
// limits: 120 s, 1 row
// params: $sources (list<string>, symbol ids)
// params: $targets (list<string>, symbol ids)
// params: $last (integer, index of the last row)
// params: $types (list<string>, relation types)
// params: $lines (list<list<integer>>, 1-based)
// params: $shared (list<map>, different sets of all other properties)
// params: $kinds (list<integer>, index into $shared)
// params: $kindLabels (list<string>, labels that tell what a node stands for)
// returns: created (integer)
// returns: joins (list<list<string>>, different triples of type and the kind labels of both ends)
// used by: DifferenceWriter
UNWIND range(0, $last) AS i
MATCH (source:REVISION {id: $sources[i]})
MATCH (target:REVISION {id: $targets[i]})
CREATE (source)-[relation:$($types[i])]->(target)
SET relation = $shared[$kinds[i]], relation.lines = $lines[i]
RETURN count(*) AS created,
       collect(DISTINCT [type(relation), [label IN labels(source) WHERE label IN $kindLabels][0], [label IN labels(target) WHERE label IN $kindLabels][0]]) AS joins
