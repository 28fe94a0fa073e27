// name: search/kept-descriptions
// purpose: Descriptions that models made for a repository; of one hash the last made last.
// access: READ
// limits: 600 s, 50000000 rows
// params: $repository (string)
// params: $hashes (list<string>?, only those; absent: all)
// returns: hash (string)
// returns: model (string)
// returns: description (string)
// used by: RetrievalReader
MATCH (kept:SEARCH_DESCRIPTION)
WHERE kept.repository = $repository AND kept.hash IS NOT NULL AND kept.model IS NOT NULL
  AND ($hashes IS NULL OR kept.hash IN $hashes)
RETURN kept.hash AS hash, kept.model AS model, kept.description AS description
ORDER BY kept.hash, kept.made_at, kept.model
