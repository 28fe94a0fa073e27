// name: schema/application/conversation-id
// purpose: A conversation has one node.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_app_conversation_id IF NOT EXISTS
FOR (conversation:AppConversation) REQUIRE conversation.id IS UNIQUE
