// en: Large classes
// zh: 大型类
// about-en: Classes with the most methods, and what they are made of.
// about-zh: 方法最多的类及其方法。
MATCH (c:CLASS)-[:HAS_METHOD]->(m)
RETURN c.qualified_name AS class, count(m) AS methods, collect(m.name)[..5] AS some
ORDER BY methods DESC
LIMIT 15
