// name: write/switch-slots
// purpose: Marks one label of a repository as published and retires the others.
// access: WRITE
// limits: 30 s, 1 row
// params: $repository (string, name)
// params: $label (string, revision label, or an empty string to retire all)
// returns: slots (integer)
// used by: publication, deletion, RevisionCleaner
MATCH (slot:LABEL_SLOT {repository: $repository})
SET slot.state = CASE slot.label WHEN $label THEN 'published' ELSE 'retired' END
RETURN count(slot) AS slots
