// name: schema/revision/symbol-place
// purpose: Look-up by file and line.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: none
// returns: none
// used by: createRevisionIndexes
CREATE INDEX REVISION_place IF NOT EXISTS
FOR (symbol:REVISION) ON (symbol.file_path, symbol.start_line)
