// en: Who inherits from whom?
// zh: 谁继承自谁？
// about-en: Subclasses over any number of levels.
// about-zh: 任意层级的子类。
MATCH (sub:CLASS)-[:INHERITS*1..5]->(base)
RETURN base.name AS base, collect(DISTINCT sub.name) AS subclasses
ORDER BY size(subclasses) DESC
LIMIT 20
