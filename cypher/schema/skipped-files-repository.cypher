// name: schema/skipped-files-repository
// purpose: A repository has one list of files that were left out.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_skipped_files_repository IF NOT EXISTS
FOR (skipped:SKIPPED_FILES) REQUIRE skipped.repository IS UNIQUE
