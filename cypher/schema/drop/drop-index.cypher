// name: schema/drop/drop-index
// purpose: Drops one index by name.
// access: SCHEMA
// limits: 60 s, 0 rows
// params: $name (string, name of an index)
// returns: none
// used by: dropIndexesOfLabel
DROP INDEX $name IF EXISTS
