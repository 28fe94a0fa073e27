// name: search/write-vectors
// purpose: Writes the vectors of one space; parts that are no more lose theirs. Refused when another refresh has begun.
// access: WRITE
// limits: 120 s, 1 row
// params: $repository (string)
// params: $pass (string)
// params: $vectorProperty (string, of the space)
// params: $hashProperty (string, of the space)
// params: $ids (list<string>, symbols)
// params: $hashes (list<string>)
// params: $vectors (list<list<list<float>>>, parts of each symbol)
// params: $last (integer, index of the last symbol)
// returns: written (integer, symbols looked at)
// used by: RetrievalWriter
MATCH (record:SEARCH_RECORD {repository: $repository})
WHERE record.pass = $pass
UNWIND range(0, $last) AS i
OPTIONAL MATCH (document:REVISION_search {key: $ids[i]})
CALL (document, i) {
  WITH document, i WHERE document IS NOT NULL
  SET document[$vectorProperty] = $vectors[i][0], document[$hashProperty] = $hashes[i]
  WITH document, i
  UNWIND range(1, size($vectors[i]) - 1) AS number
  MERGE (part:REVISION_search {key: $ids[i] + '\t' + toString(number)})
  SET part.symbol = $ids[i], part.part = number, part[$vectorProperty] = $vectors[i][number],
      part.kind_label = document.kind_label, part.file_path = document.file_path, part.is_test = document.is_test
  RETURN count(part) AS made
}
CALL (document, i) {
  WITH document, i WHERE document IS NOT NULL
  MATCH (part:REVISION_search {symbol: $ids[i]})
  WHERE part.part >= size($vectors[i]) AND part.part > 0
  SET part[$vectorProperty] = null
  RETURN count(part) AS emptied
}
RETURN count(*) AS written
