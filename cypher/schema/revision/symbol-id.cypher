// name: schema/revision/symbol-id
// purpose: Ids are unique in a revision; also the look-up by id.
// access: SCHEMA
// limits: 600 s, 0 rows
// params: none
// returns: none
// used by: createRevisionIndexes
CREATE CONSTRAINT REVISION_id IF NOT EXISTS
FOR (symbol:REVISION) REQUIRE symbol.id IS UNIQUE
