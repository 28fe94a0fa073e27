// name: search/clear-space
// purpose: Removes the vectors of one space from a bounded number of documents.
// access: WRITE
// limits: 120 s, 1 row
// params: $vectorProperty (string, of the space)
// params: $hashProperty (string, of the space)
// params: $limit (integer, documents)
// returns: cleared (integer)
// used by: RetrievalWriter
MATCH (document:REVISION_search)
WHERE document[$vectorProperty] IS NOT NULL OR document[$hashProperty] IS NOT NULL
WITH document LIMIT $limit
SET document[$vectorProperty] = null, document[$hashProperty] = null
RETURN count(*) AS cleared
