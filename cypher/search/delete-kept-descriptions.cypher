// name: search/delete-kept-descriptions
// purpose: Deletes a bounded number of the descriptions that models made for a repository.
// access: WRITE
// limits: 120 s, 1 row
// params: $repository (string)
// params: $limit (integer)
// returns: deleted (integer)
// used by: RetrievalCleaner
MATCH (kept:SEARCH_DESCRIPTION)
WHERE kept.repository = $repository AND kept.hash IS NOT NULL AND kept.model IS NOT NULL
WITH kept LIMIT $limit
DELETE kept
RETURN count(*) AS deleted
