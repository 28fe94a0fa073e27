// name: write/open-lanes
// purpose: Makes the marks that a write leaves batch by batch.
// access: WRITE
// limits: 10 s, 1 row
// params: $label (string, revision label)
// params: $keys (list<string>, one per session)
// returns: lanes (integer)
// used by: BulkWriter
UNWIND $keys AS key
CREATE (lane:WRITE_LANE {key: key, label: $label, batch: 0})
RETURN count(lane) AS lanes
