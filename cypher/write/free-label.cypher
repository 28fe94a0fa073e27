// name: write/free-label
// purpose: Takes a label that is free of nodes and indexes out of the pool.
// access: WRITE
// limits: 30 s, 1 row
// params: $label (string, revision label)
// returns: freed (integer, 0 or 1)
// used by: RevisionCleaner
MATCH (slot:LABEL_SLOT {label: $label})
WHERE slot.state = 'retired'
DELETE slot
RETURN count(*) AS freed
