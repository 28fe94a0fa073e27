// name: schema/revision/symbol-qualified-name
// purpose: Look-up by dotted name.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: none
// returns: none
// used by: createRevisionIndexes
CREATE INDEX REVISION_qualified_name IF NOT EXISTS
FOR (symbol:REVISION) ON (symbol.qualified_name)
