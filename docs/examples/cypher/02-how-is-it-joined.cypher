// en: How are symbols joined?
// zh: 符号之间有什么关系？
// about-en: Relations have a type and lead from one kind of symbol to another.
// about-zh: 关系有类型，从一种符号指向另一种符号。
MATCH (a)-[r]->(b)
RETURN labels(a)[0] AS source, type(r) AS relation, labels(b)[0] AS target, count(*) AS relations
ORDER BY relations DESC
