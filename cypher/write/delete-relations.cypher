// name: write/delete-relations
// purpose: Deletes relationships of the published revision by their keys; keys that are not there are passed over.
// access: WRITE
// limits: 120 s, 1 row
// params: $last (integer, index of the last row)
// params: $types (list<string>, relation types)
// params: $sources (list<string>, symbol ids)
// params: $targets (list<string>, symbol ids)
// params: $roles (list<string>, an empty string where there is none)
// returns: deleted (integer)
// used by: DifferenceWriter
UNWIND range(0, $last) AS i
MATCH (source:REVISION {id: $sources[i]})
MATCH (target:REVISION {id: $targets[i]})
MATCH (source)-[relation]->(target)
WHERE type(relation) = $types[i] AND coalesce(relation.role, '') = $roles[i]
DELETE relation
RETURN count(*) AS deleted
