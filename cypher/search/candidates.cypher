// name: search/candidates
// purpose: Texts of some documents, with the likeness of their vectors to one.
// access: READ
// limits: 10 s, 2000 rows
// params: $ids (list<string>, symbols, at most 2000)
// params: $vectorProperty (string, of the space)
// params: $vector (list<float>?, absent: no likeness)
// returns: id (string, symbol)
// returns: fields (map)
// returns: score (float?, 0..1)
// used by: RetrievalReader
UNWIND $ids AS id
MATCH (document:REVISION_search {key: id})
RETURN id,
       document {.identifier, .name, .path, .signature, .description, .code, .context} AS fields,
       CASE WHEN $vector IS NULL OR document[$vectorProperty] IS NULL THEN null
            ELSE vector.similarity.cosine(document[$vectorProperty], $vector) END AS score
