// name: write/merge-symbols
// purpose: Writes nodes that are new or changed into the published revision; what other passes wrote about them stays.
// access: WRITE
// limits: 120 s, 1 row
// params: $last (integer, index of the last row)
// params: $ids (list<string>)
// params: $labels (list<string>, kind labels)
// params: $names (list<string>)
// params: $qualifiedNames (list<string>)
// params: $filePaths (list<string>)
// params: $startLines (list<integer?>, 1-based)
// params: $endLines (list<integer?>, 1-based, inclusive)
// params: $signatures (list<string?>)
// params: $codes (list<string?>)
// params: $docstrings (list<string?>)
// params: $shared (list<map>, different sets of all other properties)
// params: $kinds (list<integer>, index into $shared)
// params: $kept (list<string>, properties of other passes)
// returns: written (integer)
// used by: DifferenceWriter
UNWIND range(0, $last) AS i
MERGE (symbol:REVISION {id: $ids[i]})
WITH i, symbol, $shared[$kinds[i]] AS others
WITH i, symbol, others, [key IN keys(symbol)
  WHERE others[key] IS NULL AND (key IN $kept OR (key STARTS WITH 'description' AND symbol.description_source <> 'docstring' AND others.description IS NULL))
  | [key, symbol[key]]] AS kept
REMOVE symbol:PACKAGE:MODULE:CLASS:FUNCTION:METHOD:FIELD:GLOBAL_VARIABLE:TYPE:EXTERNAL
SET symbol:Symbol:$($labels[i]),
    symbol = others,
    symbol.id = $ids[i],
    symbol.name = $names[i],
    symbol.qualified_name = $qualifiedNames[i],
    symbol.file_path = $filePaths[i],
    symbol.start_line = $startLines[i],
    symbol.end_line = $endLines[i],
    symbol.signature = $signatures[i],
    symbol.code = $codes[i],
    symbol.docstring = $docstrings[i]
FOREACH (property IN kept | SET symbol[property[0]] = property[1])
RETURN count(*) AS written
