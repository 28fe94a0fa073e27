// name: read/application/arm-figures
// purpose: What the runs of each agent came to and cost.
// access: READ
// limits: 30 s, 100 rows
// params: $experiment (string?, null for all)
// params: $repository (string?, null for all)
// params: $since (string, time; an empty string for all)
// returns: agent (string)
// returns: runs (integer)
// returns: answered (integer)
// returns: failed (integer)
// returns: interrupted (integer)
// returns: stopped (integer)
// returns: rounds (float?)
// returns: modelCalls (float?)
// returns: inputTokens (float?)
// returns: outputTokens (float?)
// returns: costMicros (float?)
// returns: currency (string?)
// returns: currencies (integer)
// returns: secondsMedian (float?)
// returns: seconds95 (float?)
// used by: ExperimentStore
MATCH (run:AppRun)
WHERE run.state IN ['answered', 'failed', 'stopped', 'interrupted'] AND run.created_at >= $since
  AND ($experiment IS NULL OR run.experiment = $experiment)
  AND ($repository IS NULL OR run.repository = $repository)
RETURN run.agent AS agent, count(*) AS runs,
  count(CASE WHEN run.state = 'answered' THEN 1 END) AS answered,
  count(CASE WHEN run.state = 'failed' THEN 1 END) AS failed,
  count(CASE WHEN run.state = 'interrupted' THEN 1 END) AS interrupted,
  count(CASE WHEN run.state = 'stopped' THEN 1 END) AS stopped,
  toFloat(avg(run.rounds)) AS rounds, toFloat(avg(run.model_calls)) AS modelCalls,
  toFloat(avg(run.input_tokens)) AS inputTokens, toFloat(avg(run.output_tokens)) AS outputTokens,
  toFloat(avg(run.cost_micros)) AS costMicros, min(run.currency) AS currency, count(DISTINCT run.currency) AS currencies,
  toFloat(percentileCont(run.seconds, 0.5)) AS secondsMedian, toFloat(percentileCont(run.seconds, 0.95)) AS seconds95
ORDER BY agent
