// name: search/delete-blob-heads
// purpose: Deletes the heads of all blobs of a repository.
// access: WRITE
// limits: 60 s, 1 row
// params: $repository (string)
// returns: deleted (integer)
// used by: RetrievalCleaner
MATCH (blob:SEARCH_BLOB)
WHERE blob.repository = $repository
DELETE blob
RETURN count(*) AS deleted
