// name: search/delete-blob-parts
// purpose: Deletes a bounded number of parts of a repository's blobs, but for one writing of one name.
// access: WRITE
// limits: 60 s, 1 row
// params: $repository (string)
// params: $name (string?, absent: of every name)
// params: $except (string?, writing that stays)
// params: $limit (integer, parts)
// returns: deleted (integer)
// used by: RetrievalBlobs
MATCH (part:SEARCH_BLOB_PART)
WHERE part.repository = $repository AND ($name IS NULL OR part.name = $name) AND ($except IS NULL OR part.writing <> $except)
WITH part LIMIT $limit
DELETE part
RETURN count(*) AS deleted
