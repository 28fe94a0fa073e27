import type { Expression, ProcedureClause, YieldItem } from '../syntax/tree.js';
import { bind, type Bindings } from './bindings.js';
import { printCondition } from './guard.js';
import type { Output } from './output.js';
import { MAX_SEARCH_RESULTS, procedureNamed, type SearchProcedure } from '../checks/procedures.js';
import { ScopeRefusal, type SchemaRow, type SchemaValue, type ScopeIndex } from './scope-context.js';

/** A procedure among other clauses. */
export function printProcedure(out: Output, clause: ProcedureClause, bindings: Bindings): Bindings {
  const procedure = procedureNamed(clause.name);
  if (procedure === undefined) throw unavailable(out, clause);
  const yields = chosenColumns(clause, procedure.columns);
  if (procedure.kind === 'search') return printSearch(out, clause, { procedure, yields, bindings });
  const rows = out.context.schema?.[clause.name.toLowerCase()];
  if (rows === undefined || !out.applies('answer-schema-procedures')) throw unavailable(out, clause);
  printRows(out, clause, { rows, yields });
  let after = bindings;
  for (const { column, alias } of yields) after = bind(after, (alias ?? column).text, 'value');
  if (clause.where !== undefined) {
    out.write('WITH *');
    printCondition(out, clause.where, { bindings: after });
  }
  return after;
}

/** A procedure that is the whole query: its columns are the answer. */
export function printStandaloneProcedure(out: Output, clause: ProcedureClause, bindings: Bindings): Bindings {
  const after = printProcedure(out, clause, bindings);
  const columns = chosenColumns(clause, procedureNamed(clause.name)?.columns ?? []);
  out.write('RETURN').list(columns, ({ column, alias }) => out.name((alias ?? column).text));
  return after;
}

function chosenColumns(clause: ProcedureClause, columns: readonly string[]): readonly YieldItem[] {
  const { yields } = clause;
  if (yields === undefined || yields === '*') return columns.map((text) => ({ column: { text, span: clause.nameSpan } }));
  for (const { column } of yields) {
    if (columns.includes(column.text)) continue;
    const message = `the procedure ${clause.name} has no column ${column.text}`;
    throw new ScopeRefusal({ code: 'PROCEDURE', span: column.span, message, hint: `it has ${columns.join(', ')}` });
  }
  return yields;
}

function printRows(
  out: Output,
  clause: ProcedureClause,
  { rows, yields }: { readonly rows: readonly SchemaRow[]; readonly yields: readonly YieldItem[] },
): void {
  const row = out.invent();
  out
    .write(clause.optional ? 'OPTIONAL CALL' : 'CALL')
    .write('( ) {')
    .write('UNWIND')
    .write('[');
  out.list(rows, (values) => {
    out.write('{').list(Object.entries(values), ([key, value]) => {
      out.name(key).write(':');
      printValue(out, value);
    });
    out.write('}');
  });
  out.write('] AS').name(row).write('RETURN');
  out.list(yields, ({ column, alias }) => {
    out
      .name(row)
      .write('.')
      .name(column.text)
      .write('AS')
      .name((alias ?? column).text);
  });
  out.write('}');
}

function printValue(out: Output, value: SchemaValue): void {
  if (typeof value === 'string') out.string(value);
  else if (typeof value !== 'object') out.write(String(value));
  else if (isList(value)) {
    out.write('[').list(value, (item) => {
      printValue(out, item);
    });
    out.write(']');
  } else {
    out.write('{').list(Object.entries(value), ([key, item]) => {
      out.name(key).write(':');
      printValue(out, item);
    });
    out.write('}');
  }
}

function isList(value: object): value is readonly SchemaValue[] {
  return Array.isArray(value);
}

interface Search {
  readonly procedure: SearchProcedure;
  readonly yields: readonly YieldItem[];
  readonly bindings: Bindings;
}

function printSearch(out: Output, clause: ProcedureClause, search: Search): Bindings {
  const index = indexOf(out, clause, search.procedure);
  if (index.symbolProperty !== undefined) return printDocumentSearch(out, clause, { ...search, index });
  const { yields, bindings } = search;
  out.write(clause.optional ? 'OPTIONAL CALL' : 'CALL');
  printSearchCall(out, clause, { ...search, index });
  const node = yields.find(({ column }) => column.text === 'node');
  const name = (node?.alias ?? node?.column)?.text ?? out.invent();
  let after: Bindings = { ...bind(bindings, name, 'node'), invented: bindings.invented || node === undefined };
  out.write('YIELD');
  if (node === undefined) out.write('node AS').name(name).write(',');
  out.list(yields, ({ column, alias }) => {
    out.name(column.text);
    if (alias !== undefined) out.write('AS').name(alias.text);
    if (column.text !== 'node') after = bind(after, (alias ?? column).text, 'value');
  });
  const check = (): void => void out.name(name).write(':').label();
  printCondition(out, clause.where, { bindings: after, checks: out.applies('label-yielded-nodes') ? [check] : [] });
  return after;
}

type IndexedSearch = Search & { readonly index: ScopeIndex };

/** The index holds documents, which nobody may see: each is exchanged for its symbol, and one whose symbol is not in the revision gives no row. */
function printDocumentSearch(out: Output, clause: ProcedureClause, search: IndexedSearch): Bindings {
  const { yields, bindings, index } = search;
  const document = out.invent();
  const node = out.invent();
  const score = out.invent();
  const isEmptyScope = bindings.names.size === 0 && !bindings.invented;
  out.write(clause.optional ? 'OPTIONAL CALL' : 'CALL').write(isEmptyScope ? '( ) { CALL' : '( * ) { CALL');
  printSearchCall(out, clause, search);
  out.write('YIELD node AS').name(document).write(', score AS').name(score);
  out.write('MATCH').write('(').name(node).write(':').label().write('{ id :').name(document).write('.');
  out.name(index.symbolProperty ?? '').write('} ) RETURN');
  let after = bindings;
  out.list(yields, ({ column, alias }) => {
    const { text } = alias ?? column;
    out
      .name(column.text === 'node' ? node : score)
      .write('AS')
      .name(text);
    after = bind(after, text, column.text === 'node' ? 'node' : 'value');
  });
  out.write('}');
  if (clause.where !== undefined) {
    out.write('WITH *');
    printCondition(out, clause.where, { bindings: after });
  }
  return after;
}

/** The procedure's name and arguments. */
function printSearchCall(out: Output, clause: ProcedureClause, { procedure, bindings, index }: IndexedSearch): void {
  const others = clause.arguments?.slice(1) ?? [];
  const most = String(MAX_SEARCH_RESULTS);
  out
    .write(procedure.name)
    .write('(')
    .string(out.applies('map-indexes') ? index.physicalName : (logicalName(out, clause.arguments?.[0]) ?? ''));
  others.forEach((value, place) => {
    out.write(',');
    if (place === procedure.countArgument)
      out
        .write('CASE WHEN')
        .expression(value, bindings)
        .write(`> ${most} THEN ${most} ELSE`)
        .expression(value, bindings)
        .write('END');
    else if (index.symbolProperty !== undefined) printFoldedWords(out, value, bindings);
    else out.expression(value, bindings);
  });
  out.write(')');
}

/** Words in lower case, as documents have them; the words of the search language stay. */
function printFoldedWords(out: Output, words: Expression, bindings: Bindings): void {
  out.write('replace ( replace ( replace ( toLower (').expression(words, bindings).write(')');
  for (const word of ['AND', 'OR', 'NOT']) out.write(`, ' ${word.toLowerCase()} ', ' ${word} ' )`);
}

function logicalName(out: Output, argument: Expression | undefined): string | undefined {
  const { parameters = {} } = out.context;
  const value =
    argument?.kind === 'string' ? argument.value : argument?.kind === 'parameter' ? parameters[argument.name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The index that a search names. @throws ScopeRefusal for one that the repository does not have, and for a wrong number of arguments */
function indexOf(out: Output, clause: ProcedureClause, procedure: SearchProcedure): ScopeIndex {
  const [argument, ...others] = clause.arguments ?? [];
  if (argument === undefined || others.length !== procedure.argumentsAfterIndex)
    throw new ScopeRefusal({
      code: 'PROCEDURE',
      span: clause.nameSpan,
      message: `${clause.name} takes ${String(procedure.argumentsAfterIndex + 1)} arguments`,
      hint: procedure.example,
    });
  const value = logicalName(out, argument);
  if (value === undefined)
    throw new ScopeRefusal({
      code: 'INDEX',
      span: argument.span,
      message: 'the name of an index must be a string or a parameter that is one',
    });
  const { indexes = {} } = out.context;
  const index = Object.hasOwn(indexes, value) ? indexes[value] : undefined;
  if (index?.kind === procedure.index) return index;
  const names = Object.keys(indexes)
    .filter((name) => indexes[name]?.kind === procedure.index)
    .sort();
  const has = names.length === 0 ? 'none of this kind' : names.join(', ');
  throw new ScopeRefusal({
    code: 'INDEX',
    span: argument.span,
    message: `there is no index '${value.slice(0, 60)}'; this repository has ${has}`,
  });
}

function unavailable(out: Output, clause: ProcedureClause): ScopeRefusal {
  const names = Object.keys(out.context.schema ?? {});
  return new ScopeRefusal({
    code: 'PROCEDURE',
    span: clause.nameSpan,
    message: `the procedure ${clause.name.slice(0, 80)} is not available`,
    ...(names.length > 0 && { hint: `available: ${names.join(', ')}` }),
  });
}
