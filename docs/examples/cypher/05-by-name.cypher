// en: Find by name
// zh: 按名称查找
// about-en: A parameter stands for a value. Write your own below the query.
// about-zh: 参数代表一个值，可在查询下方填写。
// parameters: {"words": "get"}
MATCH (s)
WHERE toLower(s.name) CONTAINS toLower($words)
RETURN s.name AS name, labels(s)[0] AS kind, s.file_path AS file, s.start_line AS line
ORDER BY name
LIMIT 100
