// name: search/blob-head
// purpose: Which writing of a blob counts.
// access: READ
// limits: 10 s, 1 row
// params: $repository (string)
// params: $name (string)
// returns: version (string)
// returns: writing (string)
// returns: parts (integer)
// used by: RetrievalBlobs
MATCH (blob:SEARCH_BLOB {repository: $repository, name: $name})
RETURN blob.version AS version, blob.writing AS writing, blob.parts AS parts
