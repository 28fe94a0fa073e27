// name: read/unclean-repositories
// purpose: Repositories that a crashed run may have left something of.
// access: READ
// limits: 30 s, 100000 rows
// params: none
// returns: repository (string, name)
// used by: GraphWriter.cleanUp
MATCH (slot:LABEL_SLOT)
WHERE slot.state <> 'published'
RETURN DISTINCT slot.repository AS repository
UNION
MATCH (lease:WRITER_LEASE)
WHERE lease.expires_at < timestamp()
RETURN DISTINCT lease.repository AS repository
