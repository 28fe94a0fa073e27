// name: read/application/arm-votes
// purpose: How the runs of each agent were judged.
// access: READ
// limits: 30 s, 1000 rows
// params: $experiment (string?, null for all)
// params: $repository (string?, null for all)
// params: $since (string, time; an empty string for all)
// returns: agent (string)
// returns: verdict (string, up, down, preferred, other or tie)
// returns: votes (integer)
// used by: ExperimentStore
MATCH (feedback:AppFeedback)<-[:APP_HAS_FEEDBACK]-(conversation:AppConversation)-[:APP_HAS_RUN]->(run:AppRun)
WHERE run.turn = feedback.turn AND run.created_at >= $since
  AND ($experiment IS NULL OR run.experiment = $experiment)
  AND ($repository IS NULL OR run.repository = $repository)
  AND (feedback.run = run.id OR (feedback.kind = 'preference' AND run.seat <> ''))
WITH run.agent AS agent, CASE
    WHEN feedback.kind = 'thumb' THEN feedback.thumb
    WHEN feedback.preference = run.seat THEN 'preferred'
    WHEN feedback.preference IN ['a', 'b'] THEN 'other'
    ELSE 'tie'
  END AS verdict
RETURN agent, verdict, count(*) AS votes
ORDER BY agent, verdict
