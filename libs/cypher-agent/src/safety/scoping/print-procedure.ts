import type { Expression, ProcedureClause, YieldItem } from '../syntax/tree.js';
import { bind, type Bindings } from './bindings.js';
import { printCondition } from './guard.js';
import type { Output } from './output.js';
import { MAX_SEARCH_RESULTS, procedureNamed, type SearchProcedure } from '../checks/procedures.js';
import { ScopeRefusal, type SchemaRow, type SchemaValue } from './scope-context.js';

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

function printSearch(out: Output, clause: ProcedureClause, { procedure, yields, bindings }: Search): Bindings {
  printSearchArguments(out, clause, { procedure, bindings });
  const node = yields.find(({ column }) => column.text === 'node');
  const name = (node?.alias ?? node?.column)?.text ?? out.invent();
  let after: Bindings = { ...bind(bindings, name, 'node'), invented: bindings.invented || node === undefined };
  out.write(') YIELD');
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

function printSearchArguments(out: Output, clause: ProcedureClause, { procedure, bindings }: Omit<Search, 'yields'>): void {
  const [index, ...others] = clause.arguments ?? [];
  if (index === undefined || others.length !== procedure.argumentsAfterIndex)
    throw new ScopeRefusal({
      code: 'PROCEDURE',
      span: clause.nameSpan,
      message: `${clause.name} takes ${String(procedure.argumentsAfterIndex + 1)} arguments`,
      hint: procedure.example,
    });
  const most = String(MAX_SEARCH_RESULTS);
  out
    .write(clause.optional ? 'OPTIONAL CALL' : 'CALL')
    .write(procedure.name)
    .write('(')
    .string(physicalIndex(out, index, procedure));
  others.forEach((value, place) => {
    out.write(',');
    if (place !== procedure.countArgument) out.expression(value, bindings);
    else
      out
        .write('CASE WHEN')
        .expression(value, bindings)
        .write(`> ${most} THEN ${most} ELSE`)
        .expression(value, bindings)
        .write('END');
  });
}

function physicalIndex(out: Output, argument: Expression, procedure: SearchProcedure): string {
  const { indexes = {}, parameters = {} } = out.context;
  const value =
    argument.kind === 'string' ? argument.value : argument.kind === 'parameter' ? parameters[argument.name] : undefined;
  if (typeof value !== 'string')
    throw new ScopeRefusal({
      code: 'INDEX',
      span: argument.span,
      message: 'the name of an index must be a string or a parameter that is one',
    });
  const index = Object.hasOwn(indexes, value) ? indexes[value] : undefined;
  if (index?.kind === procedure.index) return out.applies('map-indexes') ? index.physicalName : value;
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
