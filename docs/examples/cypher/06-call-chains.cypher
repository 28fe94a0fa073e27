// en: Follow calls
// zh: 沿调用链前进
// about-en: A path of one to three calls, as far as each leads.
// about-zh: 由一到三次调用组成的路径。
MATCH path = (start:FUNCTION)-[:CALLS*1..3]->(end)
WHERE NOT EXISTS { (start)<-[:CALLS]-() }
RETURN path
LIMIT 25
