// en: Who calls it?
// zh: 谁在调用它？
// about-en: Callers of the function that is called most, as nodes: look at Graph.
// about-zh: 列出被调用最多的函数的调用者（节点）：请查看“图谱”。
MATCH (f:FUNCTION|METHOD)<-[:CALLS]-(caller)
WITH f, count(DISTINCT caller) AS callers
ORDER BY callers DESC
LIMIT 1
MATCH (f)<-[:CALLS]-(caller)
RETURN f, caller
LIMIT 50
