// name: write/delete-symbols
// purpose: Deletes nodes of the published revision, with their relationships.
// access: WRITE
// limits: 120 s, 1 row
// params: $ids (list<string>, symbol ids)
// returns: deleted (integer)
// used by: DifferenceWriter
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})
DETACH DELETE symbol
RETURN count(*) AS deleted
