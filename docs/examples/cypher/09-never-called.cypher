// en: What is never called?
// zh: 哪些函数从未被调用？
// about-en: Functions that nothing calls or names; they may be entry points.
// about-zh: 没有被调用或引用的函数，可能是入口点。
MATCH (f:FUNCTION)
WHERE NOT coalesce(f.is_test, false) AND NOT EXISTS { (f)<-[:CALLS|REFERENCES|IMPORTS]-() }
RETURN f.qualified_name AS name, f.file_path AS file, f.start_line AS line
ORDER BY file, line
LIMIT 100
