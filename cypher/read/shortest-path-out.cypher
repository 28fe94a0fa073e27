// name: read/shortest-path-out
// purpose: One shortest path between two nodes, forwards only.
// access: READ
// limits: 10 s, 1 row
// params: $fromId (string, symbol id)
// params: $toId (string, symbol id)
// params: $types (list<string>, relation types)
// params: $maxLength (integer, 1..20, relations)
// returns: nodes (list<map>, properties, in the order of the path)
// returns: labels (list<list<string>>)
// returns: relations (list<map>, type, source, target, properties)
// used by: SymbolReader
MATCH (source:REVISION {id: $fromId})
MATCH (target:REVISION {id: $toId})
MATCH path = shortestPath((source)-[*..20]->(target))
WHERE all(relation IN relationships(path) WHERE type(relation) IN $types) AND length(path) <= $maxLength
RETURN [node IN nodes(path) | node {.*, code: null}] AS nodes,
       [node IN nodes(path) | labels(node)] AS labels,
       [relation IN relationships(path) | {
         type: type(relation), source: startNode(relation).id, target: endNode(relation).id, properties: properties(relation)
       }] AS relations
