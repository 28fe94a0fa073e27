// name: search/symbols
// purpose: What ranking and showing need of some symbols of the published revision.
// access: READ
// limits: 30 s, 5000 rows
// params: $ids (list<string>, symbol ids, at most 5000)
// returns: symbol (map, properties)
// returns: labels (list<string>)
// used by: RetrievalReader
UNWIND $ids AS id
MATCH (symbol:REVISION {id: id})
RETURN symbol {.id, .name, .qualified_name, .file_path, .start_line, .end_line, .class, .kind, .signature, .docstring,
               .description, .description_source, .description_model, .visibility, .is_test} AS symbol,
       labels(symbol) AS labels
