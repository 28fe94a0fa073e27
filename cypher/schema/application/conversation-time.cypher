// name: schema/application/conversation-time
// purpose: Conversations are listed by time.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE INDEX codexgraph_app_conversation_time IF NOT EXISTS
FOR (conversation:AppConversation) ON (conversation.updated_at)
