// name: read/relation-counts
// purpose: How many relationships of each type a node has in each direction.
// access: READ
// limits: 30 s, 100 rows
// params: $id (string, symbol id)
// returns: type (string?, null where there is none)
// returns: direction (string, out or in)
// returns: count (integer)
// used by: SymbolReader
MATCH (symbol:REVISION {id: $id})
OPTIONAL MATCH (symbol)-[relation]->()
RETURN type(relation) AS type, 'out' AS direction, count(relation) AS count
UNION ALL
MATCH (symbol:REVISION {id: $id})
OPTIONAL MATCH (symbol)<-[relation]-()
RETURN type(relation) AS type, 'in' AS direction, count(relation) AS count
