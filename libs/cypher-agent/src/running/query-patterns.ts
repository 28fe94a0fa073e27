import { partsOfClause, partsOfExpression, visitClauses, visitExpressions } from '../safety/syntax/parts.js';
import type { PathPattern, Query } from '../safety/syntax/tree.js';

/** Every pattern of a query, wherever it stands: in clauses, subqueries, comprehensions and conditions. */
export function patternsOf(query: Query): readonly PathPattern[] {
  const patterns: PathPattern[] = [];
  visitClauses(query, (clause) => {
    patterns.push(...partsOfClause(clause).patterns);
  });
  visitExpressions(query, (expression) => {
    patterns.push(...partsOfExpression(expression).patterns);
  });
  return patterns;
}
