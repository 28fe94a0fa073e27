// name: schema/revision/symbol-name
// purpose: Look-up by short name and by its prefix.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: none
// returns: none
// used by: createRevisionIndexes
CREATE INDEX REVISION_name IF NOT EXISTS
FOR (symbol:REVISION) ON (symbol.name)
