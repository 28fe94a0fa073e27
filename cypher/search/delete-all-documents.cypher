// name: search/delete-all-documents
// purpose: Deletes a bounded number of documents of a repository.
// access: WRITE
// limits: 120 s, 1 row
// params: $limit (integer, documents)
// returns: deleted (integer)
// used by: RetrievalCleaner
MATCH (document:REVISION_search)
WITH document LIMIT $limit
DELETE document
RETURN count(*) AS deleted
