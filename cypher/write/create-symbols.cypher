// name: write/create-symbols
// purpose: Writes a batch of new nodes; properties come as columns, and what many nodes share once.
// access: WRITE
// limits: 120 s, 1 row
// params: $revision (string, revision label)
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
// returns: keys (list<integer>, internal node ids in the order of the rows)
// used by: BulkWriter
CYPHER 5
UNWIND range(0, $last) AS i
CREATE (symbol:Symbol:$($labels[i]):$($revision) {
  id: $ids[i], name: $names[i], qualified_name: $qualifiedNames[i], file_path: $filePaths[i],
  start_line: $startLines[i], end_line: $endLines[i], signature: $signatures[i], code: $codes[i], docstring: $docstrings[i]
})
SET symbol += $shared[$kinds[i]]
RETURN collect(id(symbol)) AS keys
