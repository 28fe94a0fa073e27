// name: search/document-counts
// purpose: How many documents there are, and how many have vectors.
// access: READ
// limits: 60 s, 1 row
// params: none
// returns: documents (integer)
// returns: inA (integer, with vectors of space a)
// returns: inB (integer, with vectors of space b)
// used by: RetrievalReader
MATCH (document:REVISION_search)
WHERE document.part = 0
RETURN count(*) AS documents, count(document.vector_hash_a) AS inA, count(document.vector_hash_b) AS inB
