// name: write/application/create-conversation
// purpose: Adds a conversation.
// access: WRITE
// limits: 10 s, 1 row
// params: $properties (map, id, repository, title, mode, user, experiment, turns, created_at, updated_at)
// returns: conversation (map, properties)
// used by: ConversationStore
CREATE (conversation:AppConversation)
SET conversation = $properties
RETURN properties(conversation) AS conversation
