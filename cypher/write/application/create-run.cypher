// name: write/application/create-run
// purpose: Adds a run to its conversation, whose time and number of questions it moves on.
// access: WRITE
// limits: 10 s, 1 row
// params: $conversation (string, id)
// params: $properties (map, of the run)
// params: $turn (integer)
// params: $at (string, time)
// returns: run (map, properties)
// used by: RunStore
MATCH (conversation:AppConversation {id: $conversation})
CREATE (conversation)-[:APP_HAS_RUN]->(run:AppRun)
SET run = $properties,
  conversation.updated_at = CASE WHEN conversation.updated_at < $at THEN $at ELSE conversation.updated_at END,
  conversation.turns = CASE WHEN conversation.turns < $turn THEN $turn ELSE conversation.turns END
RETURN properties(run) AS run
