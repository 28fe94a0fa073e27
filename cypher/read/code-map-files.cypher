// name: read/code-map-files
// purpose: Every file with the number of symbols in it.
// access: READ
// limits: 30 s, 200000 rows
// params: none
// returns: path (string)
// returns: moduleId (string)
// returns: language (string?)
// returns: lines (integer)
// returns: symbols (integer, the MODULE itself not counted)
// used by: CodeMapReader
MATCH (symbol:REVISION)
WHERE symbol.file_path <> '' AND NOT symbol:PACKAGE AND NOT symbol:EXTERNAL
WITH symbol.file_path AS path, count(symbol) - 1 AS symbols, head(collect(CASE WHEN symbol:MODULE THEN symbol END)) AS module
WHERE module IS NOT NULL
RETURN path, module.id AS moduleId, module.language AS language, coalesce(module.lines, 0) AS lines, symbols
ORDER BY path
