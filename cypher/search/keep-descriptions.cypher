// name: search/keep-descriptions
// purpose: Keeps descriptions that a model made by the hash of what they were made from, and what their run has used so far; figures of a run never fall.
// access: WRITE
// limits: 120 s, 1 row
// params: $repository (string)
// params: $model (string)
// params: $rows (list<map>, hash, description)
// params: $run (string)
// params: $calls (integer)
// params: $inputTokens (integer)
// params: $outputTokens (integer)
// params: $estimated (boolean)
// returns: repositories (integer, 0 when there is no such repository)
// used by: RetrievalWriter
MATCH (repository:REPOSITORY {name: $repository})
MERGE (record:SEARCH_RECORD {repository: $repository})
WITH record, coalesce(record.describing_run, '') = $run AS goesOn
SET record.description_model = $model,
    record.describing_run = $run,
    record.describing_calls = CASE WHEN goesOn AND record.describing_calls > $calls THEN record.describing_calls ELSE $calls END,
    record.describing_input_tokens = CASE WHEN goesOn AND record.describing_input_tokens > $inputTokens THEN record.describing_input_tokens ELSE $inputTokens END,
    record.describing_output_tokens = CASE WHEN goesOn AND record.describing_output_tokens > $outputTokens THEN record.describing_output_tokens ELSE $outputTokens END,
    record.describing_estimated = $estimated
WITH record
CALL {
  UNWIND $rows AS row
  MERGE (kept:SEARCH_DESCRIPTION {repository: $repository, hash: row.hash, model: $model})
  SET kept.description = row.description, kept.made_at = datetime()
  RETURN count(*) AS written
}
RETURN count(record) AS repositories
