// name: read/application/runs-of-conversation
// purpose: Runs of a conversation, the newest first.
// access: READ
// limits: 10 s, 500 rows
// params: $conversation (string, id)
// returns: run (map, properties)
// used by: RunStore
MATCH (:AppConversation {id: $conversation})-[:APP_HAS_RUN]->(run:AppRun)
RETURN properties(run) AS run
ORDER BY run.turn DESC, run.seat DESC, run.id DESC
LIMIT 500
