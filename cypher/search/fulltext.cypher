// name: search/fulltext
// purpose: Documents that have words of a query, best first.
// access: READ
// limits: 10 s, 1000 rows
// params: $index (string, name of the full-text index)
// params: $query (string, of the index's own language)
// params: $fetch (integer, documents to look at before filtering)
// params: $labels (list<string>?, kinds to keep)
// params: $pathPrefix (string?, beginning of the file path)
// params: $isTest (boolean?, keep only tests, or only what is none)
// params: $limit (integer, 1..1000)
// returns: id (string, symbol)
// returns: score (float)
// returns: seen (integer, documents that the index gave)
// used by: RetrievalReader
CALL db.index.fulltext.queryNodes($index, $query, {limit: $fetch}) YIELD node, score
WITH collect({node: node, score: score}) AS found
WITH found, size(found) AS seen
UNWIND found AS hit
WITH hit.node AS node, hit.score AS score, seen
WHERE ($labels IS NULL OR node.kind_label IN $labels)
  AND ($pathPrefix IS NULL OR node.file_path STARTS WITH $pathPrefix)
  AND ($isTest IS NULL OR node.is_test = $isTest)
RETURN node.symbol AS id, score, seen
ORDER BY score DESC, id
LIMIT $limit
