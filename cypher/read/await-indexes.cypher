// name: read/await-indexes
// purpose: Waits until indexes that were just made are online.
// access: READ
// limits: 600 s, 0 rows
// params: $timeoutSeconds (integer, seconds)
// returns: none
// used by: createRevisionIndexes
CALL db.awaitIndexes($timeoutSeconds)
