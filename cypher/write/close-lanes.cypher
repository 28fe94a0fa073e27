// name: write/close-lanes
// purpose: Removes the marks of a write; a batch that comes later finds none and fails.
// access: WRITE
// limits: 60 s, 1 row
// params: $label (string, revision label)
// returns: closed (integer)
// used by: publication, RevisionCleaner
MATCH (lane:WRITE_LANE {label: $label})
DELETE lane
RETURN count(*) AS closed
