// name: read/skipped-files
// purpose: Files that the published revision leaves out, from a path on.
// access: READ
// limits: 10 s, 1001 rows
// params: $repository (string, name)
// params: $after (string, path, an empty string from the start)
// params: $limit (integer, 1..1001)
// returns: path (string)
// returns: reason (string)
// used by: FileReader
MATCH (skipped:SKIPPED_FILES {repository: $repository})
UNWIND range(0, size(skipped.paths) - 1) AS i
WITH skipped.paths[i] AS path, skipped.reasons[i] AS reason
WHERE path > $after
RETURN path, reason
ORDER BY path
LIMIT $limit
