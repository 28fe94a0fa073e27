import type { Expression, Query } from '../syntax/tree.js';
import { partsOfClause, partsOfExpression, visitClauses, visitExpressions } from '../syntax/parts.js';
import type { ScopeContext, ScopeProblem } from '../scoping/scope-context.js';
import { boundProblems } from '../bounds/check-bounds.js';
import { AGGREGATES, functionProblems } from './functions.js';
import { parameterLimitProblems } from './parameter-limits.js';

/** Everything about a query that can be said before it is printed. */
export function checkQuery(query: Query, context: ScopeContext): readonly ScopeProblem[] {
  const problems = [
    ...functionProblems(query),
    ...parameterProblems(query, context),
    ...parameterLimitProblems(query, context),
    ...letProblems(query),
  ];
  return problems.length > 0 ? problems : boundProblems(query, context);
}

function parameterProblems(query: Query, { parameters = {} }: ScopeContext): readonly ScopeProblem[] {
  const problems: ScopeProblem[] = [];
  visitExpressions(query, (expression) => {
    if (expression.kind !== 'parameter' || Object.hasOwn(parameters, expression.name)) return;
    const message = `$${expression.name.slice(0, 60)} is used, but no value was given`;
    problems.push({ code: 'PARAMETER', span: expression.span, message, hint: 'give it with the parameters' });
  });
  return problems;
}

/** LET does not group: what would aggregate in WITH is an error there. */
function letProblems(query: Query): readonly ScopeProblem[] {
  const problems: ScopeProblem[] = [];
  visitClauses(query, (clause) => {
    if (clause.kind !== 'with' || clause.written === undefined) return;
    const aggregate = partsOfClause(clause)
      .expressions.map(aggregateIn)
      .find((found) => found !== undefined);
    if (aggregate === undefined) return;
    const message = `${clause.written} cannot aggregate`;
    problems.push({ code: 'SYNTAX', span: aggregate.span, message, hint: 'aggregate in WITH or RETURN' });
  });
  return problems;
}

/** An aggregation of the expression itself, not of a subquery in it. */
function aggregateIn(expression: Expression): Expression | undefined {
  if (expression.kind === 'countStar') return expression;
  if (expression.kind === 'call' && AGGREGATES.includes(expression.name.toLowerCase())) return expression;
  if (expression.kind === 'subquery') return undefined;
  return partsOfExpression(expression)
    .expressions.map(aggregateIn)
    .find((found) => found !== undefined);
}
