// name: read/quality
// purpose: Sums over all files below a folder.
// access: READ
// limits: 30 s, 1 row
// params: $prefix (string, path of the folder with a slash at its end, an empty string for the root)
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
WITH count(module) AS files,
     sum(coalesce(module.lines, 0)) AS lines,
     sum(coalesce(module.calls_total, 0)) AS total,
     sum(coalesce(module.calls_resolved, 0)) AS resolved,
     sum(coalesce(module.calls_external, 0)) AS external,
     sum(coalesce(module.imports_unresolved, 0)) AS importsUnresolved,
     sum(coalesce(module.parse_errors, 0)) AS parseErrors
RETURN files, lines, total, resolved, external, total - resolved - external AS unresolved, importsUnresolved, parseErrors
