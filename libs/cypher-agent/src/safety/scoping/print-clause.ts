import type { Clause, Expression, ProjectionClause, ProjectionItem, SubqueryClause } from '../syntax/tree.js';
import { asNullable, bind, type BindingKind, type Bindings } from './bindings.js';
import { printCondition } from './guard.js';
import type { Output } from './output.js';
import { printMatch } from './print-match.js';
import { printProcedure } from './print-procedure.js';

/** One clause. Gives what is in scope after it. */
export function printClause(out: Output, clause: Clause, bindings: Bindings): Bindings {
  out.at(clause.span);
  switch (clause.kind) {
    case 'match':
      out.write(clause.optional ? 'OPTIONAL MATCH' : 'MATCH');
      return asNullable(printMatch(out, clause, bindings));
    case 'unwind':
      out.write('UNWIND').expression(clause.list, bindings).write('AS').name(clause.variable.text);
      return bind(bindings, clause.variable.text, elementKind(clause.list, bindings));
    case 'subquery':
      return printSubqueryClause(out, clause, bindings);
    case 'procedure':
      return printProcedure(out, clause, bindings);
    case 'finish':
      out.write('FINISH');
      return bindings;
    default:
      return printProjection(out, clause, bindings);
  }
}

function printProjection(out: Output, clause: ProjectionClause, before: Bindings): Bindings {
  out.write(clause.kind === 'with' ? 'WITH' : 'RETURN');
  if (clause.distinct) out.write('DISTINCT');
  printStar(out, clause, before);
  const after = projected(clause, before);
  out.list(clause.items, (item) => {
    printItem(out, item, { bindings: before, withHeader: clause.kind === 'return' });
  });
  const both: Bindings = { invented: before.invented, names: new Map([...before.names, ...after.names]) };
  printOrder(out, clause, both);
  if (clause.where !== undefined) printCondition(out, clause.where, { bindings: both });
  return after;
}

/** `*`, or the user's variables where the product's own are in scope as well. */
function printStar(out: Output, clause: ProjectionClause, before: Bindings): void {
  if (!clause.star) return;
  if (clause.written !== undefined && before.names.size === 0) {
    // LET and FILTER may stand before anything has a name; WITH * may not.
    if (clause.items.length === 0) out.write('1 AS').name(out.invent());
    return;
  }
  const names = before.invented && out.applies('expand-star') ? visibleNames(before) : [];
  if (names.length === 0) out.write('*');
  out.list(names, (name) => out.name(name));
  if (clause.items.length > 0) out.write(',');
}

function printOrder(out: Output, clause: ProjectionClause, bindings: Bindings): void {
  if (clause.orderBy.length > 0) {
    out.write('ORDER BY').list(clause.orderBy, ({ expression, descending }) => {
      out.expression(expression, bindings);
      if (descending) out.write('DESC');
    });
  }
  if (clause.skip !== undefined) out.write('SKIP').expression(clause.skip, bindings);
  if (clause.limit !== undefined) out.write('LIMIT').expression(clause.limit, bindings);
}

function printItem(
  out: Output,
  item: ProjectionItem,
  options: { readonly bindings: Bindings; readonly withHeader: boolean },
): void {
  out.at(item.span).expression(item.expression, options.bindings);
  const { alias, expression } = item;
  if (alias !== undefined) out.write('AS').name(alias.text);
  else if (options.withHeader && expression.kind !== 'variable' && out.applies('keep-headers'))
    out.write('AS').name(out.decoded.slice(expression.span.start, expression.span.end));
}

function projected(clause: ProjectionClause, before: Bindings): Bindings {
  const names = new Map(clause.star ? before.names : []);
  for (const { expression, alias } of clause.items) {
    const name = alias?.text ?? (expression.kind === 'variable' ? expression.name : undefined);
    if (name !== undefined) names.set(name, { kind: kindOf(expression, before), nullable: true });
  }
  // Spelt out, `*` leaves the product's own variables behind.
  return { names, invented: clause.written === 'FILTER' && before.names.size === 0 };
}

function kindOf(expression: Expression, bindings: Bindings): BindingKind {
  if (expression.kind === 'group') return kindOf(expression.inner, bindings);
  if (expression.kind === 'variable') return bindings.names.get(expression.name)?.kind ?? 'value';
  if (expression.kind !== 'call') return 'value';
  const [first] = expression.arguments;
  const of = first === undefined ? 'value' : kindOf(first, bindings);
  switch (expression.name.toLowerCase()) {
    case 'nodes':
      return 'nodes';
    case 'relationships':
      return 'relationships';
    case 'startnode':
    case 'endnode':
      return 'node';
    case 'collect':
      return of === 'node' ? 'nodes' : of === 'relationship' ? 'relationships' : of === 'path' ? 'paths' : 'value';
    case 'head':
    case 'last':
      return ELEMENTS[of] ?? 'value';
    default:
      return 'value';
  }
}

const ELEMENTS: Readonly<Partial<Record<BindingKind, BindingKind>>> = {
  nodes: 'node',
  relationships: 'relationship',
  paths: 'path',
};

function elementKind(list: Expression, bindings: Bindings): BindingKind {
  return ELEMENTS[kindOf(list, bindings)] ?? 'value';
}

/** The user's variables in the order in which the server lists them. */
function visibleNames(bindings: Bindings): readonly string[] {
  return [...bindings.names.keys()].sort();
}

function printSubqueryClause(out: Output, clause: SubqueryClause, before: Bindings): Bindings {
  out.write(clause.optional ? 'OPTIONAL CALL' : 'CALL');
  const { imports } = clause;
  let inside: Bindings = before;
  if (imports === '*') {
    const names = before.invented ? visibleNames(before) : undefined;
    if (names === undefined) out.write('( * )');
    else
      out
        .write('(')
        .list(names, (name) => out.name(name))
        .write(')');
  } else if (imports !== undefined) {
    out
      .write('(')
      .list(imports, ({ text, span }) => out.at(span).name(text))
      .write(')');
    inside = {
      invented: false,
      names: new Map(imports.map(({ text }) => [text, before.names.get(text) ?? { kind: 'value', nullable: true }])),
    };
  }
  out.write('{');
  // What the form without parentheses sees is what its own WITH imports.
  const returned = out.printers.query(out, clause.query, { ...inside, invented: false });
  out.write('}');
  const names = new Map(before.names);
  if (returnsRows(clause)) for (const [name, binding] of returned.names) names.set(name, binding);
  return { ...before, names };
}

function returnsRows(clause: SubqueryClause): boolean {
  return clause.query.parts.every((part) => part.clauses.at(-1)?.kind === 'return');
}
