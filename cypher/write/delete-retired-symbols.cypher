// name: write/delete-retired-symbols
// purpose: Deletes a bounded number of nodes of a retired revision, with their relationships.
// access: WRITE
// limits: 120 s, 1 row
// params: $label (string, the same revision label)
// params: $limit (integer, nodes, 1..10000)
// returns: deleted (integer, nodes)
// used by: RevisionCleaner
MATCH (slot:LABEL_SLOT {label: $label})
WHERE slot.state = 'retired'
MATCH (symbol:REVISION)
WITH symbol LIMIT $limit
DETACH DELETE symbol
RETURN count(*) AS deleted
