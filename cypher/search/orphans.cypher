// name: search/orphans
// purpose: Repositories that are gone and whose search structures are not.
// access: READ
// limits: 30 s, 100000 rows
// params: none
// returns: repository (string, name)
// used by: RetrievalCleaner
MATCH (record:SEARCH_RECORD)
WHERE NOT EXISTS { MATCH (:REPOSITORY {name: record.repository}) }
RETURN record.repository AS repository
