// name: read/relation-sources
// purpose: Which types of relationships leave each node of a revision; nodes without any are left out.
// access: READ
// limits: 600 s, 50000000 rows
// params: none
// returns: id (string, symbol id)
// returns: types (list<string>, relation types, in no order)
// used by: GraphReader
MATCH (symbol:REVISION)
WITH symbol, COLLECT { MATCH (symbol)-[relation]->() RETURN DISTINCT type(relation) } AS types
WHERE size(types) > 0
RETURN symbol.id AS id, types
