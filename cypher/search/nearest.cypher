// name: search/nearest
// purpose: Documents whose vectors are nearest to one, best first; a symbol counts by its best part.
// access: READ
// limits: 10 s, 5000 rows
// params: $index (string, name of the vector index)
// params: $vector (list<float>)
// params: $fetch (integer, vectors to look at before filtering)
// params: $labels (list<string>?, kinds to keep)
// params: $pathPrefix (string?, beginning of the file path)
// params: $isTest (boolean?, keep only tests, or only what is none)
// params: $limit (integer, 1..1000)
// returns: id (string, symbol)
// returns: score (float, 0..1)
// returns: seen (integer, vectors that the index gave)
// used by: RetrievalReader
CALL db.index.vector.queryNodes($index, $fetch, $vector) YIELD node, score
WITH collect({node: node, score: score}) AS found
WITH found, size(found) AS seen
UNWIND found AS hit
WITH hit.node AS node, hit.score AS score, seen
WHERE ($labels IS NULL OR node.kind_label IN $labels)
  AND ($pathPrefix IS NULL OR node.file_path STARTS WITH $pathPrefix)
  AND ($isTest IS NULL OR node.is_test = $isTest)
RETURN node.symbol AS id, max(score) AS score, seen
ORDER BY score DESC, id
LIMIT $limit
