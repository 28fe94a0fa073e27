// name: read/indexes-of-label
// purpose: Indexes of one label, those of constraints and of search included.
// access: READ
// limits: 30 s, 1000 rows
// params: $label (string)
// returns: name (string)
// returns: state (string)
// returns: percent (float, of what is to be filled in)
// returns: owningConstraint (string?, name of the constraint that owns it)
// used by: dropIndexesOfLabel, untilOnline
SHOW INDEXES YIELD name, state, populationPercent, labelsOrTypes, owningConstraint
WHERE $label IN labelsOrTypes
RETURN name, state, populationPercent AS percent, owningConstraint
ORDER BY name
