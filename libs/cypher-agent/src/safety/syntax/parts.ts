import type { Clause, Expression, LabelExpression, PathPattern, PatternElement, Query, SubqueryBody } from './tree.js';

/** What stands directly inside something. */
export interface Parts {
  readonly expressions: readonly Expression[];
  readonly patterns: readonly PathPattern[];
  readonly queries: readonly Query[];
}

const NONE: readonly never[] = [];

/** What stands directly inside an expression. */
export function partsOfExpression(expression: Expression): Parts {
  switch (expression.kind) {
    case 'subquery':
      return partsOfBody(expression.body);
    case 'patternPredicate':
      return { expressions: NONE, patterns: [expression.pattern], queries: NONE };
    case 'patternComprehension':
      return { expressions: defined(expression.where, expression.projection), patterns: [expression.pattern], queries: NONE };
    default:
      return { expressions: operandsOf(expression), patterns: NONE, queries: NONE };
  }
}

function partsOfBody(body: SubqueryBody): Parts {
  if (body.kind === 'query') return { expressions: NONE, patterns: NONE, queries: [body.query] };
  return { expressions: defined(body.where), patterns: body.patterns, queries: NONE };
}

type Plain = Exclude<Expression, { readonly kind: 'subquery' | 'patternPredicate' | 'patternComprehension' }>;

function operandsOf(expression: Plain): readonly Expression[] {
  switch (expression.kind) {
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.map((entry) => entry.value);
    case 'group':
      return [expression.inner];
    case 'unary':
    case 'normalize':
      return [expression.operand];
    case 'chain':
      return [expression.first, ...expression.rest.map((link) => link.operand)];
    case 'call':
      return expression.arguments;
    case 'case':
      return defined(
        expression.subject,
        ...expression.branches.flatMap((branch) => [...branch.when, branch.then]),
        expression.otherwise,
      );
    case 'mapProjection':
      return expression.items.flatMap((item) => (item.kind === 'entry' ? [item.value] : []));
    default:
      return operandsOfAccess(expression);
  }
}

type Access = Exclude<
  Plain,
  { readonly kind: 'list' | 'map' | 'group' | 'unary' | 'normalize' | 'chain' | 'call' | 'case' | 'mapProjection' }
>;

function operandsOfAccess(expression: Access): readonly Expression[] {
  switch (expression.kind) {
    case 'property':
    case 'test':
      return [expression.target];
    case 'labelTest':
      return [expression.target, ...valuesOfLabels(expression.labels)];
    case 'index':
      return [expression.target, expression.index];
    case 'slice':
      return defined(expression.target, expression.from, expression.to);
    case 'trim':
      return defined(expression.characters, expression.source);
    case 'listComprehension':
      return defined(expression.list, expression.where, expression.projection);
    case 'quantifier':
      return defined(expression.list, expression.where);
    case 'reduce':
      return [expression.initial, expression.list, expression.step];
    default:
      return NONE;
  }
}

/** Computed labels. */
export function valuesOfLabels(labels: LabelExpression | undefined): readonly Expression[] {
  switch (labels?.kind) {
    case 'dynamic':
      return [labels.value];
    case 'not':
      return valuesOfLabels(labels.operand);
    case 'group':
      return valuesOfLabels(labels.inner);
    case 'and':
    case 'or':
      return labels.operands.flatMap(valuesOfLabels);
    default:
      return NONE;
  }
}

/** Every node, relationship and group of a pattern, those inside groups too. */
export function elementsOf(pattern: { readonly elements: readonly PatternElement[] }): readonly PatternElement[] {
  return pattern.elements.flatMap((element) => (element.kind === 'group' ? [element, ...elementsOf(element)] : [element]));
}

/** Expressions that stand in a pattern: property maps, conditions, computed labels. */
export function expressionsOfPattern(pattern: PathPattern): readonly Expression[] {
  return elementsOf(pattern).flatMap((element) => {
    if (element.kind === 'group') return defined(element.where);
    const labels = element.kind === 'node' ? element.labels : element.types;
    return [...valuesOfLabels(labels), ...defined(element.properties, element.where)];
  });
}

/** What stands directly inside a clause. */
export function partsOfClause(clause: Clause): Parts {
  switch (clause.kind) {
    case 'match':
      return { expressions: defined(clause.where), patterns: clause.patterns, queries: NONE };
    case 'unwind':
      return { expressions: [clause.list], patterns: NONE, queries: NONE };
    case 'subquery':
      return { expressions: NONE, patterns: NONE, queries: [clause.query] };
    case 'procedure':
      return { expressions: [...(clause.arguments ?? NONE), ...defined(clause.where)], patterns: NONE, queries: NONE };
    case 'finish':
      return { expressions: NONE, patterns: NONE, queries: NONE };
    default: {
      const items = [...clause.items, ...clause.orderBy].map((item) => item.expression);
      return { expressions: [...items, ...defined(clause.skip, clause.limit, clause.where)], patterns: NONE, queries: NONE };
    }
  }
}

/** Calls `visit` for every clause of a query, those of CALL { } and of subqueries in expressions too. */
export function visitClauses(query: Query, visit: (clause: Clause) => void): void {
  visitOwnClauses(query, visit);
  visitExpressions(query, (expression) => {
    for (const inner of partsOfExpression(expression).queries) visitOwnClauses(inner, visit);
  });
}

/** The clauses of a query and of its CALL { }. */
function visitOwnClauses(query: Query, visit: (clause: Clause) => void): void {
  for (const part of query.parts) {
    for (const clause of part.clauses) {
      visit(clause);
      for (const inner of partsOfClause(clause).queries) visitOwnClauses(inner, visit);
    }
  }
}

/** Calls `visit` for every expression of a query, outer ones first. */
export function visitExpressions(query: Query, visit: (expression: Expression) => void): void {
  for (const part of query.parts) for (const clause of part.clauses) visitParts(partsOfClause(clause), visit);
}

/** Calls `visit` for an expression and all expressions inside it, outer ones first. */
export function visitExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  visitParts(partsOfExpression(expression), visit);
}

function visitParts(parts: Parts, visit: (expression: Expression) => void): void {
  for (const expression of parts.expressions) visitExpression(expression, visit);
  for (const pattern of parts.patterns)
    for (const expression of expressionsOfPattern(pattern)) visitExpression(expression, visit);
  for (const query of parts.queries) visitExpressions(query, visit);
}

function defined(...expressions: readonly (Expression | undefined)[]): readonly Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}
