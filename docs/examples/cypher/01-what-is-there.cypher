// en: What is in the graph?
// zh: 图谱中有什么？
// about-en: Every symbol is a node whose label is its kind.
// about-zh: 每个符号都是一个节点，其标签即种类。
MATCH (n)
RETURN labels(n)[0] AS kind, count(*) AS symbols
ORDER BY symbols DESC
