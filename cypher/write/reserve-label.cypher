// name: write/reserve-label
// purpose: Enters a label into the pool of a repository for a new revision.
// access: WRITE
// limits: 10 s, 1 row
// params: $repository (string, name)
// params: $label (string, revision label)
// params: $number (integer, from 1, place in the pool)
// params: $revision (string, id of the revision)
// returns: label (string)
// used by: LabelPool
CREATE (slot:LABEL_SLOT {label: $label, repository: $repository, number: $number, revision: $revision, state: 'writing'})
RETURN slot.label AS label
