import { expressionsOfPattern, partsOfClause, partsOfExpression, visitClauses, visitExpressions } from '../syntax/parts.js';
import type { Span } from '../syntax/token.js';
import type { Clause, Expression, PathPattern, ProjectionItem, Query } from '../syntax/tree.js';
import type { ScopeContext, ScopeProblem } from '../scoping/scope-context.js';
import { boundExpression, type Bounding } from './bound-expression.js';
import { PROPERTY, type Bound } from './bound.js';

const MAX_WORK = 200_000_000;
const MAX_SIZE = 50_000_000;
/** Each look takes about a microsecond. */
const MAX_LOOKS = 4000;
const MAX_CLAUSES = 60;
const MAX_PATTERNS = 40;
const MAX_PATTERNS_IN_ALL = 120;
const MAX_CHAIN = 300;
const MAX_TERMS = 10_000;
const LEAST_COLLECTED = 1000;

/**
 * What of a query may run away inside a single expression, where the server cannot stop it: values that grow too large, loops that take too many steps,
 * conditions that blow up in the planner. An estimate from above; see docs/cypher-safety.md.
 */
export function boundProblems(query: Query, context: ScopeContext): readonly ScopeProblem[] {
  const problems: ScopeProblem[] = [];
  const report = (span: Span, message: string): void => {
    if (!problems.some((problem) => problem.span.start === span.start && problem.message === message))
      problems.push({ code: 'BOUND', span, message });
  };
  checkShape(query, report);
  const bounding: Bounding = {
    names: new Map(),
    parameters: context.parameters ?? {},
    collected: Math.max(LEAST_COLLECTED, context.nodeCount ?? 0),
    budget: { left: MAX_LOOKS },
    report,
    subquery: boundSubquery,
  };
  boundQuery(query, bounding);
  return problems;
}

/** Gives the work of the query's expressions for one row, and reports what is too much. */
function boundQuery(query: Query, bounding: Bounding): { readonly work: number; readonly returned: ReadonlyMap<string, Bound> } {
  let work = 0;
  let returned: ReadonlyMap<string, Bound> = new Map();
  for (const part of query.parts) {
    let current = bounding;
    for (const clause of part.clauses) {
      const cost = boundClause(clause, current);
      work += cost.work;
      current = { ...current, names: cost.names };
    }
    returned = new Map([...returned, ...current.names]);
  }
  return { work, returned };
}

function boundClause(clause: Clause, bounding: Bounding): { readonly work: number; readonly names: ReadonlyMap<string, Bound> } {
  const names = new Map(bounding.names);
  const { expressions, patterns, queries } = partsOfClause(clause);
  let work = 0;
  let size = 0;
  const bounds = new Map<Expression, Bound>();
  for (const expression of [...expressions, ...patterns.flatMap(expressionsOfPattern)]) {
    const cost = boundExpression(expression, bounding);
    work += cost.work;
    size += cost.bound.size;
    bounds.set(expression, cost.bound);
    checkCost(expression, { work: cost.work, size: cost.bound.size, bounding });
  }
  if (work > MAX_WORK || size > MAX_SIZE) checkCost({ ...NOTHING, span: clause.span }, { work, size, bounding });
  for (const query of queries) {
    const inner = boundQuery(query, bounding);
    work += inner.work;
    for (const [name, bound] of inner.returned) if (!names.has(name)) names.set(name, bound);
  }
  nameBounds(clause, { names, before: bounding.names, bounds });
  return { work, names };
}

interface Naming {
  readonly names: Map<string, Bound>;
  readonly before: ReadonlyMap<string, Bound>;
  readonly bounds: ReadonlyMap<Expression, Bound>;
}

/** What the names that a clause makes can be. */
function nameBounds(clause: Clause, naming: Naming): void {
  const { names, bounds } = naming;
  if (clause.kind === 'unwind') names.set(clause.variable.text, bounds.get(clause.list)?.item ?? PROPERTY);
  if (clause.kind === 'procedure' && clause.yields !== '*')
    for (const { column, alias } of clause.yields ?? []) names.set((alias ?? column).text, PROPERTY);
  if (clause.kind !== 'with' && clause.kind !== 'return') return;
  if (!clause.star) names.clear();
  nameItems(clause.items, naming);
}

/** Items of a projection: a name that was there before keeps its bound only where it is projected. */
function nameItems(items: readonly ProjectionItem[], { names, before, bounds }: Naming): void {
  for (const { expression, alias } of items) {
    const name = alias?.text ?? (expression.kind === 'variable' ? expression.name : undefined);
    const bound = bounds.get(expression);
    if (name === undefined || bound === undefined) continue;
    if (expression.kind !== 'variable' || before.has(expression.name)) names.set(name, bound);
  }
}

const NOTHING = { kind: 'literal', text: 'NULL', type: 'word' } as const;

function checkCost(
  expression: Expression,
  cost: { readonly work: number; readonly size: number; readonly bounding: Bounding },
): void {
  const { work, size, bounding } = cost;
  if (!(size <= MAX_SIZE))
    bounding.report(expression.span, `this value may grow to ${amount(size)} characters (limit ${amount(MAX_SIZE)})`);
  else if (!(work <= MAX_WORK))
    bounding.report(expression.span, `this may take ${amount(work)} steps for a row (limit ${amount(MAX_WORK)})`);
}

function amount(value: number): string {
  return Number.isFinite(value) && value < 1e15 ? Math.round(value).toLocaleString('en-US') : 'any number of';
}

function boundSubquery(expression: Expression, bounding: Bounding): number {
  const { expressions, patterns, queries } = partsOfExpression(expression);
  const inner = [...(expression.kind === 'patternComprehension' ? [] : expressions), ...patterns.flatMap(expressionsOfPattern)];
  const work = inner.reduce((total, part) => total + boundExpression(part, bounding).work, 0);
  return queries.reduce((total, query) => total + boundQuery(query, bounding).work, work);
}

function checkShape(query: Query, report: (span: Span, message: string) => void): void {
  const clauses = query.parts.flatMap((part) => part.clauses);
  if (clauses.length > MAX_CLAUSES)
    report(query.span, `the query has ${String(clauses.length)} clauses (limit ${String(MAX_CLAUSES)})`);
  for (const clause of clauses) {
    const { patterns } = partsOfClause(clause);
    const elements = patterns.reduce((total, pattern) => total + 1 + Math.floor(pattern.elements.length / 2), 0);
    if (elements > MAX_PATTERNS)
      report(clause.span, `this clause has ${String(elements)} pattern parts and relationships (limit ${String(MAX_PATTERNS)})`);
  }
  checkAllPatterns(query, report);
  visitExpressions(query, (expression) => {
    if (expression.kind !== 'chain') return;
    if (expression.rest.length >= MAX_CHAIN)
      report(expression.span, `this has ${String(expression.rest.length + 1)} operands (limit ${String(MAX_CHAIN)})`);
    else if (['AND', 'OR', 'XOR'].includes(expression.rest[0]?.operator ?? '') && !(termsOf(expression).conjunctive <= MAX_TERMS))
      report(expression.span, `this condition has too many combinations of AND and OR (limit ${amount(MAX_TERMS)})`);
  });
}

/** Patterns of subqueries and conditions too: each is written out and planned on its own. */
function checkAllPatterns(query: Query, report: (span: Span, message: string) => void): void {
  let elements = 0;
  const count = (patterns: readonly PathPattern[]): void => {
    for (const pattern of patterns) elements += 1 + Math.floor(pattern.elements.length / 2);
  };
  visitClauses(query, (clause) => {
    count(partsOfClause(clause).patterns);
  });
  visitExpressions(query, (expression) => {
    count(partsOfExpression(expression).patterns);
  });
  if (elements > MAX_PATTERNS_IN_ALL)
    report(
      query.span,
      `the query has ${String(elements)} pattern parts and relationships (limit ${String(MAX_PATTERNS_IN_ALL)})`,
    );
}

interface Terms {
  readonly conjunctive: number;
  readonly disjunctive: number;
}

/** Terms of the normal forms, which the planner of the server may build. */
function termsOf(expression: Expression): Terms {
  if (expression.kind === 'group') return termsOf(expression.inner);
  if (expression.kind === 'unary' && expression.operator === 'NOT') {
    const { conjunctive, disjunctive } = termsOf(expression.operand);
    return { conjunctive: disjunctive, disjunctive: conjunctive };
  }
  const operator = expression.kind === 'chain' ? expression.rest[0]?.operator : undefined;
  if (expression.kind !== 'chain' || (operator !== 'AND' && operator !== 'OR' && operator !== 'XOR'))
    return { conjunctive: 1, disjunctive: 1 };
  const operands = [expression.first, ...expression.rest.map((link) => link.operand)].map(termsOf);
  const sum = (pick: (terms: Terms) => number): number => operands.reduce((total, terms) => total + pick(terms), 0);
  const product = (pick: (terms: Terms) => number): number => operands.reduce((total, terms) => total * pick(terms), 1);
  if (operator === 'XOR') return { conjunctive: 2 ** operands.length, disjunctive: 2 ** operands.length };
  return operator === 'AND'
    ? { conjunctive: sum((terms) => terms.conjunctive), disjunctive: product((terms) => terms.disjunctive) }
    : { conjunctive: product((terms) => terms.conjunctive), disjunctive: sum((terms) => terms.disjunctive) };
}
