// Names of the symbols that fit some words best.
// params: $words (string)
CALL db.index.fulltext.queryNodes('code_fulltext', $words) YIELD node, score
RETURN node.name AS name, node.qualified_name AS qualified_name, node.file_path AS file_path
ORDER BY score DESC, qualified_name
LIMIT 5
