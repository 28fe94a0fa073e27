// name: search/finish
// purpose: Ends a refresh.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string)
// params: $pass (string)
// params: $revision (string, the one that was searched)
// params: $missing (integer, symbols without a vector)
// returns: changed (integer, 0 or 1)
// used by: RetrievalWriter
MATCH (record:SEARCH_RECORD {repository: $repository})
WHERE record.pass = $pass
SET record.revision = $revision, record.missing = $missing, record.refreshed_at = toString(datetime.transaction('Z'))
RETURN count(*) AS changed
