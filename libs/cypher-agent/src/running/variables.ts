import { elementsOf, partsOfClause, visitExpressions } from '../safety/syntax/parts.js';
import type { Clause, PathPattern, Query } from '../safety/syntax/tree.js';

/** Every name that the user's own text gives to something. */
export function variablesOf(query: Query): ReadonlySet<string> {
  const names = new Set<string>();
  collectQuery(query, names);
  visitExpressions(query, (expression) => {
    if (expression.kind === 'variable') names.add(expression.name);
    if (expression.kind === 'patternPredicate' || expression.kind === 'patternComprehension')
      collectPattern(expression.pattern, names);
    if (expression.kind === 'subquery' && expression.body.kind === 'query') collectQuery(expression.body.query, names);
    if (expression.kind === 'subquery' && expression.body.kind === 'pattern')
      for (const pattern of expression.body.patterns) collectPattern(pattern, names);
  });
  return names;
}

function collectQuery(query: Query, names: Set<string>): void {
  for (const part of query.parts) for (const clause of part.clauses) collectClause(clause, names);
}

function collectClause(clause: Clause, names: Set<string>): void {
  const { patterns, queries } = partsOfClause(clause);
  for (const pattern of patterns) collectPattern(pattern, names);
  for (const query of queries) collectQuery(query, names);
  if (clause.kind === 'unwind') names.add(clause.variable.text);
  if (clause.kind === 'return' || clause.kind === 'with')
    for (const { alias } of clause.items) if (alias !== undefined) names.add(alias.text);
}

function collectPattern(pattern: PathPattern, names: Set<string>): void {
  if (pattern.variable !== undefined) names.add(pattern.variable.text);
  for (const element of elementsOf(pattern)) if (element.variable !== undefined) names.add(element.variable.text);
}
