// name: search/blob-part
// purpose: One part of a blob.
// access: READ
// limits: 30 s, 1 row
// params: $repository (string)
// params: $name (string)
// params: $writing (string)
// params: $number (integer, from 0)
// returns: data (string, base64)
// used by: RetrievalBlobs
MATCH (part:SEARCH_BLOB_PART {repository: $repository, name: $name, writing: $writing, number: $number})
RETURN part.data AS data
