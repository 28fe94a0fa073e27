// name: write/application/rename-conversation
// purpose: Gives a conversation another title.
// access: WRITE
// limits: 10 s, 1 row
// params: $id (string)
// params: $title (string)
// returns: conversation (map, properties)
// used by: ConversationStore
MATCH (conversation:AppConversation {id: $id})
SET conversation.title = $title
RETURN properties(conversation) AS conversation
