// name: write/application/give-feedback
// purpose: Keeps the judgement of a user about a question or one of its answers; a later one replaces it.
// access: WRITE
// limits: 10 s, 1 row
// params: $conversation (string, id)
// params: $turn (integer)
// params: $run (string?, id, for a judgement about one run)
// params: $key (string, of the judgement)
// params: $properties (map, of the judgement)
// returns: kept (integer, 0 or 1)
// used by: ExperimentStore
MATCH (conversation:AppConversation {id: $conversation})-[:APP_HAS_RUN]->(run:AppRun {turn: $turn})
WHERE $run IS NULL OR run.id = $run
WITH DISTINCT conversation
MERGE (feedback:AppFeedback {key: $key})
SET feedback = $properties, feedback.key = $key
MERGE (conversation)-[:APP_HAS_FEEDBACK]->(feedback)
RETURN count(*) AS kept
