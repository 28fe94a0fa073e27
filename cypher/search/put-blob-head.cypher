// name: search/put-blob-head
// purpose: Makes a writing of a blob the one that counts.
// access: WRITE
// limits: 60 s, 1 row
// params: $repository (string)
// params: $name (string)
// params: $version (string)
// params: $writing (string)
// params: $parts (integer)
// returns: written (integer, 0 or 1)
// used by: RetrievalBlobs
MATCH (record:SEARCH_RECORD {repository: $repository})
MERGE (blob:SEARCH_BLOB {repository: $repository, name: $name})
SET blob.version = $version, blob.writing = $writing, blob.parts = $parts
RETURN count(*) AS written
