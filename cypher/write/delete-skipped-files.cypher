// name: write/delete-skipped-files
// purpose: Removes the list of files that were left out.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string, name)
// returns: deleted (integer, 0 or 1)
// used by: GraphWriter
MATCH (skipped:SKIPPED_FILES {repository: $repository})
DELETE skipped
RETURN count(*) AS deleted
