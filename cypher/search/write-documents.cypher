// name: search/write-documents
// purpose: Writes the texts of documents; vectors stay. Refused when another refresh has begun.
// access: WRITE
// limits: 120 s, 1 row
// params: $repository (string)
// params: $pass (string)
// params: $rows (list<map>, id and properties)
// returns: written (integer)
// used by: RetrievalWriter
MATCH (record:SEARCH_RECORD {repository: $repository})
WHERE record.pass = $pass
UNWIND $rows AS row
MERGE (document:REVISION_search {key: row.id})
SET document += row.properties, document.symbol = row.id, document.part = 0
RETURN count(*) AS written
