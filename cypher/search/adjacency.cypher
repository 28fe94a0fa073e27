// name: search/adjacency
// purpose: Relations of each symbol of a revision, as columns.
// access: READ
// limits: 600 s, 50000000 rows
// params: none
// returns: source (integer, key)
// returns: targets (list<integer>, keys)
// returns: types (list<string>)
// returns: confidences (list<string?>)
// returns: counts (list<integer>)
// used by: RetrievalReader
CYPHER 5
MATCH (source:REVISION)-[relation]->(target:REVISION)
WHERE NOT target:EXTERNAL
RETURN id(source) AS source, collect(id(target)) AS targets, collect(type(relation)) AS types,
       collect(relation.confidence) AS confidences, collect(size(coalesce(relation.lines, []))) AS counts
