import { expressionsOfPattern, partsOfClause } from '../syntax/parts.js';
import type { Expression, LabelExpression, PathPattern, SubqueryBody } from '../syntax/tree.js';

const BOOLEAN_OPERATORS = ['AND', 'OR', 'XOR'];
const TEXT_OPERATORS = ['STARTS WITH', 'ENDS WITH', 'CONTAINS'];
const COMPARISONS = ['=', '!=', '<>', '<=', '>=', '<', '>'];
/** Functions that take what they are given without an error. */
const TOTAL_FUNCTIONS = ['coalesce', 'id', 'elementid'];
/** Functions of a node, relationship or path: their argument must be a variable. */
const ENTITY_FUNCTIONS = ['labels', 'type', 'nodes', 'relationships', 'startnode', 'endnode', 'keys', 'properties', 'length'];
const LIST_FUNCTIONS = ['labels', 'nodes', 'relationships', 'keys'];

/**
 * True when a condition cannot raise an error whatever the nodes hold: then it does not matter whether the server evaluates it before the scope.
 * Everything that is not known to be total counts as partial.
 */
export function isTotalCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return ['TRUE', 'FALSE', 'NULL'].includes(expression.text);
    case 'group':
      return isTotalCondition(expression.inner);
    case 'unary':
      return expression.operator === 'NOT' && isTotalCondition(expression.operand);
    case 'chain':
      return isTotalChain(expression.first, expression.rest);
    case 'test':
      return isTotalValue(expression.target);
    case 'labelTest':
      return expression.target.kind === 'variable' && isStatic(expression.labels);
    case 'quantifier':
      return isTotalList(expression.list) && (expression.where === undefined || isTotalCondition(expression.where));
    case 'subquery':
      return expression.word === 'EXISTS' && isTotalBody(expression.body);
    case 'patternPredicate':
      return expression.pattern.shortest === undefined && isTotalPattern(expression.pattern);
    default:
      return false;
  }
}

function isTotalChain(first: Expression, rest: readonly { readonly operator: string; readonly operand: Expression }[]): boolean {
  return rest.every(({ operator, operand }) => {
    if (BOOLEAN_OPERATORS.includes(operator)) return isTotalCondition(first) && isTotalCondition(operand);
    if (!isTotalValue(first)) return false;
    if (operator === 'IN') return isTotalList(operand);
    if (operator === '=~') return operand.kind === 'string' || operand.kind === 'parameter';
    return (TEXT_OPERATORS.includes(operator) || COMPARISONS.includes(operator)) && isTotalValue(operand);
  });
}

/** True for a value that can be computed without an error. */
export function isTotalValue(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'string':
    case 'parameter':
    case 'variable':
      return true;
    case 'group':
      return isTotalValue(expression.inner);
    case 'unary':
      return expression.operator === '-' && expression.operand.kind === 'literal';
    case 'property':
      return expression.target.kind === 'variable';
    case 'list':
      return expression.items.every(isTotalValue);
    case 'map':
      return expression.entries.every((entry) => isTotalValue(entry.value));
    case 'call':
      return isTotalCall(expression.name.toLowerCase(), expression.arguments);
    case 'subquery':
      return expression.word !== 'COLLECT' && isTotalBody(expression.body);
    default:
      return isTotalCondition(expression);
  }
}

function isTotalCall(name: string, values: readonly Expression[]): boolean {
  if (TOTAL_FUNCTIONS.includes(name)) return values.every(isTotalValue);
  return ENTITY_FUNCTIONS.includes(name) && values.every((value) => value.kind === 'variable');
}

function isTotalList(expression: Expression): boolean {
  if (expression.kind === 'parameter') return true;
  if (expression.kind === 'group') return isTotalList(expression.inner);
  if (expression.kind === 'list') return isTotalValue(expression);
  return expression.kind === 'call' && LIST_FUNCTIONS.includes(expression.name.toLowerCase()) && isTotalValue(expression);
}

function isStatic(labels: LabelExpression): boolean {
  switch (labels.kind) {
    case 'dynamic':
      return false;
    case 'not':
      return isStatic(labels.operand);
    case 'group':
      return isStatic(labels.inner);
    case 'and':
    case 'or':
      return labels.operands.every(isStatic);
    default:
      return true;
  }
}

function isTotalPattern(pattern: PathPattern): boolean {
  return expressionsOfPattern(pattern).every((expression) => isTotalValue(expression));
}

function isTotalBody(body: SubqueryBody): boolean {
  if (body.kind === 'pattern')
    return body.patterns.every(isTotalPattern) && (body.where === undefined || isTotalCondition(body.where));
  return body.query.parts.every((part) =>
    part.clauses.every((clause) => {
      const { expressions, patterns, queries } = partsOfClause(clause);
      return (
        clause.kind !== 'procedure' && queries.length === 0 && patterns.every(isTotalPattern) && expressions.every(isTotalValue)
      );
    }),
  );
}
