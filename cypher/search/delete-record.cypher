// name: search/delete-record
// purpose: Deletes the record of search structures; nothing of them is left then.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string)
// returns: deleted (integer, 0 or 1)
// used by: RetrievalCleaner
MATCH (record:SEARCH_RECORD {repository: $repository})
DELETE record
RETURN count(*) AS deleted
