// name: search/put-blob-part
// purpose: Writes one part of a blob that no reader sees yet; only for a repository that is there.
// access: WRITE
// limits: 60 s, 1 row
// params: $repository (string)
// params: $name (string)
// params: $writing (string)
// params: $number (integer, from 0)
// params: $data (string, base64)
// returns: written (integer, 0 or 1)
// used by: RetrievalBlobs
MATCH (record:SEARCH_RECORD {repository: $repository})
MERGE (part:SEARCH_BLOB_PART {repository: $repository, name: $name, writing: $writing, number: $number})
SET part.data = $data
RETURN count(*) AS written
