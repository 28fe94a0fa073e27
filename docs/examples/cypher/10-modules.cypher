// en: Which files need each other?
// zh: 哪些文件相互依赖？
// about-en: Calls between files, summed.
// about-zh: 按文件汇总的调用。
MATCH (a)-[:CALLS]->(b)
WHERE a.file_path <> b.file_path
RETURN a.file_path AS source, b.file_path AS target, count(*) AS calls
ORDER BY calls DESC
LIMIT 30
