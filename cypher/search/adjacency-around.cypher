// name: search/adjacency-around
// purpose: Relations that have an end among some symbols.
// access: READ
// limits: 60 s, 5000000 rows
// params: $ids (list<string>, symbol ids, at most 5000)
// returns: source (string, symbol)
// returns: target (string, symbol)
// returns: type (string)
// returns: confidence (string?)
// returns: count (integer, lines)
// used by: RetrievalReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})-[relation]-(other:REVISION)
WHERE NOT other:EXTERNAL AND NOT symbol:EXTERNAL
WITH DISTINCT relation
RETURN startNode(relation).id AS source, endNode(relation).id AS target, type(relation) AS type,
       relation.confidence AS confidence, size(coalesce(relation.lines, [])) AS count
