// name: schema/write-lane-key
// purpose: A lane of a write has one mark.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_write_lane_key IF NOT EXISTS
FOR (lane:WRITE_LANE) REQUIRE lane.key IS UNIQUE
