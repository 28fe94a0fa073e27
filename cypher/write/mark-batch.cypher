// name: write/mark-batch
// purpose: Marks a batch as written, in the transaction that writes it; no row when the write was taken away.
// access: WRITE
// limits: 60 s, 1 row
// params: $key (string, of the lane)
// params: $batch (integer, from 1, ascending)
// returns: before (integer, batch marked before)
// used by: BulkWriter
MATCH (lane:WRITE_LANE {key: $key})
SET lane.locked = true
WITH lane, lane.batch AS before
SET lane.batch = $batch
RETURN before
