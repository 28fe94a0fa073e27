// name: search/symbol-keys
// purpose: Ids of a revision with the database's own numbers, which relations are told by.
// access: READ
// limits: 120 s, 50000000 rows
// params: none
// returns: key (integer)
// returns: id (string, symbol)
// used by: RetrievalReader
CYPHER 5
MATCH (symbol:REVISION)
WHERE NOT symbol:EXTERNAL
RETURN id(symbol) AS key, symbol.id AS id
