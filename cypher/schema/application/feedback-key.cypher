// name: schema/application/feedback-key
// purpose: A user judges a thing once in each way.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_app_feedback_key IF NOT EXISTS
FOR (feedback:AppFeedback) REQUIRE feedback.key IS UNIQUE
