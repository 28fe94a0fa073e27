// name: read/source-text
// purpose: Some lines of an indexed file.
// access: READ
// limits: 10 s, 1 row
// params: $filePath (string, relative)
// params: $startLine (integer, 1-based)
// params: $endLine (integer, 1-based, inclusive)
// returns: lines (list<string>)
// returns: totalLines (integer)
// returns: language (string?)
// used by: FileReader
MATCH (module:MODULE:REVISION {file_path: $filePath})
WHERE module.code IS NOT NULL
WITH module, split(module.code, '\n') AS every
WITH module, CASE every[-1] WHEN '' THEN every[0..-1] ELSE every END AS every
ORDER BY module.id LIMIT 1
RETURN every[$startLine - 1..$endLine] AS lines, size(every) AS totalLines, module.language AS language
