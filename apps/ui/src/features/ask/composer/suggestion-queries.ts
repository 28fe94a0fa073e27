/** Product code that is called from the most places. */
export const MOST_CALLED = `MATCH (f:FUNCTION|METHOD)<-[call:CALLS]-(caller)
WHERE NOT coalesce(f.is_test, false)
RETURN f.name AS name, coalesce(f.class, '') AS class, count(DISTINCT caller) AS callers
ORDER BY callers DESC, name LIMIT 3`;

/** Product classes with the most methods. */
export const LARGEST_CLASSES = `MATCH (c:CLASS)-[:HAS_METHOD]->(m)
WHERE NOT coalesce(c.is_test, false)
RETURN c.name AS name, count(m) AS methods
ORDER BY methods DESC, name LIMIT 2`;
