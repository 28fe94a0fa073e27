// name: write/application/delete-conversation
// purpose: Deletes a conversation with its runs, their events and votes.
// access: WRITE
// limits: 60 s, 1 row
// params: $id (string)
// returns: deleted (integer, 0 or 1)
// used by: ConversationStore
MATCH (conversation:AppConversation {id: $id})
OPTIONAL MATCH (conversation)-[:APP_HAS_RUN]->(run:AppRun)
OPTIONAL MATCH (run)-[:APP_HAS_EVENTS]->(events:AppRunEvents)
OPTIONAL MATCH (conversation)-[:APP_HAS_FEEDBACK]->(feedback:AppFeedback)
WITH conversation, collect(DISTINCT run) + collect(DISTINCT events) + collect(DISTINCT feedback) AS parts
FOREACH (part IN parts | DETACH DELETE part)
DETACH DELETE conversation
RETURN count(*) AS deleted
