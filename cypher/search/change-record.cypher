// name: search/change-record
// purpose: Changes the record of a refresh that has not been overtaken.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string)
// params: $pass (string)
// params: $properties (map, null removes)
// returns: changed (integer, 0 or 1)
// used by: RetrievalWriter
MATCH (record:SEARCH_RECORD {repository: $repository})
WHERE record.pass = $pass
SET record += $properties
RETURN count(*) AS changed
