// name: read/application/conversation
// purpose: One conversation.
// access: READ
// limits: 10 s, 1 row
// params: $id (string)
// returns: conversation (map, properties)
// used by: ConversationStore
MATCH (conversation:AppConversation {id: $id})
RETURN properties(conversation) AS conversation
