// name: search/sources
// purpose: Symbols with the beginning of their code, as describing and embedding read them.
// access: READ
// limits: 60 s, 5000 rows
// params: $ids (list<string>, symbol ids, at most 5000)
// params: $maxCodeLength (integer, characters)
// returns: symbol (map, properties)
// returns: labels (list<string>)
// returns: code (string)
// returns: codeLength (integer, characters of the whole code)
// used by: RetrievalReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})
WHERE NOT symbol:EXTERNAL
RETURN symbol {.id, .name, .qualified_name, .file_path, .start_line, .end_line, .class, .kind, .signature, .docstring,
               .description, .description_source, .description_model, .description_hash, .visibility, .is_test} AS symbol,
       labels(symbol) AS labels,
       left(coalesce(symbol.code, ''), $maxCodeLength) AS code,
       size(coalesce(symbol.code, '')) AS codeLength
