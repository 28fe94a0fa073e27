// name: schema/writer-lease-repository
// purpose: A repository has one writer at a time.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_writer_lease_repository IF NOT EXISTS
FOR (lease:WRITER_LEASE) REQUIRE lease.repository IS UNIQUE
