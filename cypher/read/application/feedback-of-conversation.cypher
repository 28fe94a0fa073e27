// name: read/application/feedback-of-conversation
// purpose: Judgements about a conversation.
// access: READ
// limits: 10 s, 10000 rows
// params: $conversation (string, id)
// returns: feedback (map, properties)
// used by: ExperimentStore
MATCH (:AppConversation {id: $conversation})-[:APP_HAS_FEEDBACK]->(feedback:AppFeedback)
RETURN properties(feedback) AS feedback
ORDER BY feedback.turn, feedback.user, feedback.key
