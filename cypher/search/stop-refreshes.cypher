// name: search/stop-refreshes
// purpose: Refuses writes of every refresh of a repository from now on.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string)
// returns: records (integer, 0 or 1)
// used by: RetrievalCleaner
MATCH (record:SEARCH_RECORD {repository: $repository})
SET record.pass = ''
RETURN count(*) AS records
