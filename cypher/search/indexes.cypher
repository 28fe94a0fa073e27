// name: search/indexes
// purpose: State of the search indexes of one repository.
// access: READ
// limits: 30 s, 100 rows
// params: $label (string, of the documents)
// returns: name (string)
// returns: type (string)
// returns: state (string)
// returns: percent (float)
// used by: RetrievalReader
SHOW INDEXES YIELD name, type, state, populationPercent, labelsOrTypes
WHERE $label IN labelsOrTypes AND type IN ['FULLTEXT', 'VECTOR']
RETURN name, type, state, populationPercent AS percent
