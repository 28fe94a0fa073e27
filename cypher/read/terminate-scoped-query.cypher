// name: read/terminate-scoped-query
// purpose: Stops a query of a user that still runs on the server.
// access: READ
// limits: 10 s, 100 rows
// params: $run (string, name of the run in the transaction's metadata)
// returns: message (string)
// used by: ScopedSessions
SHOW TRANSACTIONS YIELD transactionId AS id, metaData
WHERE metaData.codexgraph_run = $run
TERMINATE TRANSACTIONS id YIELD message
RETURN message
