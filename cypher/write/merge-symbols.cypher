// name: write/merge-symbols
// purpose: Writes nodes that are new or changed into the published revision.
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
// returns: written (integer)
// used by: DifferenceWriter
UNWIND range(0, $last) AS i
MERGE (symbol:REVISION {id: $ids[i]})
REMOVE symbol:PACKAGE:MODULE:CLASS:FUNCTION:METHOD:FIELD:GLOBAL_VARIABLE:TYPE:EXTERNAL
SET symbol:Symbol:$($labels[i]),
    symbol = $shared[$kinds[i]],
    symbol.id = $ids[i],
    symbol.name = $names[i],
    symbol.qualified_name = $qualifiedNames[i],
    symbol.file_path = $filePaths[i],
    symbol.start_line = $startLines[i],
    symbol.end_line = $endLines[i],
    symbol.signature = $signatures[i],
    symbol.code = $codes[i],
    symbol.docstring = $docstrings[i]
RETURN count(*) AS written
