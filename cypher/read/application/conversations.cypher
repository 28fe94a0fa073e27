// name: read/application/conversations
// purpose: Conversations, newest first, from a place in the list on.
// access: READ
// limits: 10 s, 1001 rows
// params: $user (string?, null for all)
// params: $repository (string?, null for all)
// params: $text (string?, part of the title or of a question, in lower case; null for all)
// params: $beforeTime (string, later than any time from the start)
// params: $beforeId (string, an empty string from the start)
// params: $limit (integer, 1..1001)
// returns: conversation (map, properties)
// used by: ConversationStore
MATCH (conversation:AppConversation)
WHERE conversation.updated_at <= $beforeTime
  AND (conversation.updated_at < $beforeTime OR conversation.id < $beforeId)
  AND ($user IS NULL OR conversation.user = $user)
  AND ($repository IS NULL OR conversation.repository = $repository)
  AND ($text IS NULL OR toLower(conversation.title) CONTAINS $text OR EXISTS {
    MATCH (conversation)-[:APP_HAS_RUN]->(run:AppRun)
    WHERE toLower(run.question) CONTAINS $text
  })
RETURN properties(conversation) AS conversation
ORDER BY conversation.updated_at DESC, conversation.id DESC
LIMIT $limit
