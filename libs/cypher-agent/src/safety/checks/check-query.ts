import type { Query } from '../syntax/tree.js';
import { visitExpressions } from '../syntax/parts.js';
import type { ScopeContext, ScopeProblem } from '../scoping/scope-context.js';
import { boundProblems } from '../bounds/check-bounds.js';
import { functionProblems } from './functions.js';

/** Everything about a query that can be said before it is printed. */
export function checkQuery(query: Query, context: ScopeContext): readonly ScopeProblem[] {
  const problems = [...functionProblems(query), ...parameterProblems(query, context)];
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
