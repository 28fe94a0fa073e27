// name: search/write-descriptions
// purpose: Keeps descriptions with symbols of the published revision, unless they have a docstring or a description that ranks above. Refused when another refresh has begun.
// access: WRITE
// limits: 120 s, 1 row
// params: $repository (string)
// params: $pass (string)
// params: $rows (list<map>, id, description, source, hash, and model where a model made it)
// returns: written (integer)
// returns: confirmed (integer, 1 when the refresh may write)
// used by: RetrievalWriter
MATCH (record:SEARCH_RECORD {repository: $repository})
WHERE record.pass = $pass
CALL {
  UNWIND $rows AS row
  MATCH (symbol:REVISION {id: row.id})
  WHERE coalesce(symbol.description_source, '') <> 'docstring'
    AND (row.source = 'model' OR coalesce(symbol.description_source, '') <> 'model' OR symbol.description_hash <> row.hash)
  SET symbol.description = row.description, symbol.description_source = row.source, symbol.description_hash = row.hash,
      symbol.description_model = row.model
  RETURN count(*) AS written
}
RETURN written, count(*) AS confirmed
