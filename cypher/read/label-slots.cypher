// name: read/label-slots
// purpose: Labels in the pool of a repository.
// access: READ
// limits: 10 s, 1000 rows
// params: $repository (string, name)
// returns: label (string)
// returns: number (integer)
// returns: state (string, writing, published or retired)
// used by: LabelPool, RevisionCleaner
MATCH (slot:LABEL_SLOT {repository: $repository})
RETURN slot.label AS label, slot.number AS number, slot.state AS state
ORDER BY number
