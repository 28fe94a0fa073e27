// name: read/folder-entries
// purpose: Files and folders that lie directly in a folder, from a place in the list on, with sums over the files below each.
// access: READ
// limits: 30 s, 1001 rows
// params: $prefix (string, path of the folder with a slash at its end, an empty string for the root)
// params: $afterPlace (integer, 0 folders, 1 files, from there on)
// params: $afterName (string)
// params: $limit (integer, 1..1001)
// returns: place (integer, 0 folder, 1 file)
// returns: name (string)
// returns: moduleId (string?)
// returns: language (string?)
// returns: files (integer)
// returns: lines (integer)
// returns: total (integer, calls)
// returns: resolved (integer, calls)
// returns: external (integer, calls)
// returns: unresolved (integer, calls)
// returns: importsUnresolved (integer)
// returns: parseErrors (integer)
// used by: FileReader
MATCH (module:MODULE:REVISION)
WHERE module.file_path STARTS WITH $prefix
WITH module, split(substring(module.file_path, size($prefix)), '/') AS segments
WITH module, segments[0] AS name, CASE size(segments) WHEN 1 THEN 1 ELSE 0 END AS place
WITH place, name, min(module.id) AS moduleId, min(module.language) AS language,
     count(module) AS files,
     sum(coalesce(module.lines, 0)) AS lines,
     sum(coalesce(module.calls_total, 0)) AS total,
     sum(coalesce(module.calls_resolved, 0)) AS resolved,
     sum(coalesce(module.calls_external, 0)) AS external,
     sum(coalesce(module.imports_unresolved, 0)) AS importsUnresolved,
     sum(coalesce(module.parse_errors, 0)) AS parseErrors
WHERE place > $afterPlace OR place = $afterPlace AND name > $afterName
RETURN place, name, CASE place WHEN 1 THEN moduleId END AS moduleId, CASE place WHEN 1 THEN language END AS language,
       files, lines, total, resolved, external, total - resolved - external AS unresolved, importsUnresolved, parseErrors
ORDER BY place, name
LIMIT $limit
