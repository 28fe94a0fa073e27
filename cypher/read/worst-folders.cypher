// name: read/worst-folders
// purpose: Folders whose own files have the most unresolved calls, worst first.
// access: READ
// limits: 30 s, 1000 rows
// params: $limit (integer, 1..1000)
// returns: folder (string, an empty string for the root)
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
WITH module, split(module.file_path, '/') AS segments
WITH module, substring(module.file_path, 0, size(module.file_path) - size(segments[-1])) AS folder
WITH folder,
     count(module) AS files,
     sum(coalesce(module.lines, 0)) AS lines,
     sum(coalesce(module.calls_total, 0)) AS total,
     sum(coalesce(module.calls_resolved, 0)) AS resolved,
     sum(coalesce(module.calls_external, 0)) AS external,
     sum(coalesce(module.imports_unresolved, 0)) AS importsUnresolved,
     sum(coalesce(module.parse_errors, 0)) AS parseErrors
WHERE total - resolved - external > 0
RETURN CASE folder WHEN '' THEN '' ELSE substring(folder, 0, size(folder) - 1) END AS folder,
       files, lines, total, resolved, external, total - resolved - external AS unresolved, importsUnresolved, parseErrors
ORDER BY unresolved DESC, folder
LIMIT $limit
