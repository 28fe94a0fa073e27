// name: write/keep-skipped-files
// purpose: Keeps the list of files that the revision leaves out.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string, name)
// params: $paths (list<string>, sorted)
// params: $reasons (list<string>, one per path)
// returns: kept (integer, 1)
// used by: publication, DifferenceWriter
MERGE (skipped:SKIPPED_FILES {repository: $repository})
SET skipped.paths = $paths, skipped.reasons = $reasons
RETURN count(*) AS kept
