// name: schema/drop/drop-constraint
// purpose: Drops one constraint, and the index under it, by name.
// access: SCHEMA
// limits: 60 s, 0 rows
// params: $name (string, name of a constraint)
// returns: none
// used by: dropIndexesOfLabel
DROP CONSTRAINT $name IF EXISTS
