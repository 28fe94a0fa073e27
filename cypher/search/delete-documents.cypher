// name: search/delete-documents
// purpose: Deletes all parts of some symbols' documents. Refused when another refresh has begun.
// access: WRITE
// limits: 120 s, 1 row
// params: $repository (string)
// params: $pass (string)
// params: $ids (list<string>, symbols)
// returns: confirmed (integer, 1 when the refresh may write)
// used by: RetrievalWriter
MATCH (record:SEARCH_RECORD {repository: $repository})
WHERE record.pass = $pass
CALL {
  UNWIND $ids AS id
  MATCH (document:REVISION_search {symbol: id})
  DELETE document
}
RETURN count(*) AS confirmed
