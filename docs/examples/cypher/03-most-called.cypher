// en: What is called most?
// zh: 哪些函数被调用最多？
// about-en: Calls point from the caller to what is called.
// about-zh: CALLS 从调用者指向被调用者。
MATCH (f:FUNCTION|METHOD)<-[:CALLS]-(caller)
RETURN f.qualified_name AS name, count(DISTINCT caller) AS callers
ORDER BY callers DESC
LIMIT 20
