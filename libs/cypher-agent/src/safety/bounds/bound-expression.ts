import type { Span } from '../syntax/token.js';
import type { Expression } from '../syntax/tree.js';
import {
  ENTITY,
  listBound,
  numberBound,
  PROPERTY,
  STORED,
  sumBound,
  textBound,
  TRUTH,
  valueBound,
  widest,
  type Bound,
} from './bound.js';
import { functionBound, functionWork } from './function-bounds.js';
import { regularExpressionFault } from './regular-expression.js';

/** What is known while bounds are computed. */
export interface Bounding {
  readonly names: ReadonlyMap<string, Bound>;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Rows that one aggregation can gather. */
  readonly collected: number;
  /** Expressions that may still be looked at: loops inside loops are followed several times each. */
  readonly budget: { left: number };
  /** Told what is too large. */
  readonly report: (span: Span, message: string) => void;
  /** Bounds what stands inside a subquery; gives what it costs. */
  readonly subquery: (expression: Expression, bounding: Bounding) => number;
}

/** What a value can be, and the steps that computing it takes. */
export interface Cost {
  readonly bound: Bound;
  readonly work: number;
}

const MAX_RANGE = 100_000;
const MAX_LITERAL_LIST = 10_000;
const SUBQUERY_WORK = 1000;

const UNKNOWN: Cost = { bound: { size: Infinity, count: Infinity, max: Infinity }, work: Infinity };

/** Bounds of an expression, from the inside out. */
export function boundExpression(expression: Expression, bounding: Bounding): Cost {
  bounding.budget.left -= 1;
  if (bounding.budget.left < 0) return UNKNOWN;
  switch (expression.kind) {
    case 'literal':
      return { bound: expression.type === 'word' ? TRUTH : numberBound(Number(expression.text.replaceAll('_', ''))), work: 1 };
    case 'string':
      return { bound: textBound(expression.value.length), work: 1 };
    case 'parameter':
      return { bound: valueBound(bounding.parameters[expression.name]), work: 1 };
    case 'variable':
      return { bound: bounding.names.get(expression.name) ?? ENTITY, work: 1 };
    case 'group':
      return boundExpression(expression.inner, bounding);
    case 'unary':
    case 'normalize':
      return boundExpression(expression.operand, bounding);
    case 'chain':
      return boundChain(expression, bounding);
    case 'list':
      return boundList(expression, bounding);
    case 'map': {
      const costs = expression.entries.map((entry) => boundExpression(entry.value, bounding));
      return together(costs, { ...allOf(costs), count: costs.length });
    }
    default:
      return boundAccess(expression, bounding);
  }
}

type Kind<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;
type Simple = 'literal' | 'string' | 'parameter' | 'variable' | 'group' | 'unary' | 'normalize' | 'chain' | 'list' | 'map';

function boundAccess(expression: Exclude<Expression, Kind<Simple>>, bounding: Bounding): Cost {
  switch (expression.kind) {
    case 'property': {
      const { bound, work } = boundExpression(expression.target, bounding);
      return { bound: bound.item ?? PROPERTY, work: work + 1 };
    }
    case 'index': {
      const target = boundExpression(expression.target, bounding);
      const index = boundExpression(expression.index, bounding);
      return { bound: target.bound.item ?? PROPERTY, work: target.work + index.work };
    }
    case 'slice':
      return boundSlice(expression, bounding);
    case 'call':
      return boundCall(expression, bounding);
    case 'case': {
      const conditions = [
        ...(expression.subject ? [expression.subject] : []),
        ...expression.branches.flatMap((branch) => branch.when),
      ];
      const values = [
        ...expression.branches.map((branch) => branch.then),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
      const costs = values.map((value) => boundExpression(value, bounding));
      const work = conditions.reduce((total, condition) => total + boundExpression(condition, bounding).work, 0);
      return together(costs, widest(costs.map((cost) => cost.bound)), work);
    }
    case 'test':
    case 'labelTest':
      return { bound: TRUTH, work: boundExpression(expression.target, bounding).work + 1 };
    case 'trim':
      return boundExpression(expression.source, bounding);
    case 'mapProjection': {
      const costs = expression.items.map((item) =>
        item.kind === 'entry' ? boundExpression(item.value, bounding) : { bound: PROPERTY, work: 1 },
      );
      return together(costs, sumBound({ ...allOf(costs), count: 1 }, ENTITY));
    }
    default:
      return boundIteration(expression, bounding);
  }
}

function boundIteration(
  expression: Kind<
    | 'listComprehension'
    | 'quantifier'
    | 'reduce'
    | 'patternComprehension'
    | 'subquery'
    | 'patternPredicate'
    | 'subject'
    | 'countStar'
  >,
  bounding: Bounding,
): Cost {
  switch (expression.kind) {
    case 'listComprehension': {
      const list = boundExpression(expression.list, bounding);
      const inside = withName(bounding, expression.variable.text, list.bound.item ?? PROPERTY);
      const where = expression.where === undefined ? 0 : boundExpression(expression.where, inside).work;
      const projected = expression.projection === undefined ? undefined : boundExpression(expression.projection, inside);
      const bound = projected === undefined ? list.bound : listBound(list.bound.count, projected.bound);
      return { bound, work: list.work + list.bound.count * (1 + where + (projected?.work ?? 0)) };
    }
    case 'quantifier': {
      const list = boundExpression(expression.list, bounding);
      const inside = withName(bounding, expression.variable.text, list.bound.item ?? PROPERTY);
      const where = expression.where === undefined ? 0 : boundExpression(expression.where, inside).work;
      return { bound: TRUTH, work: list.work + list.bound.count * (1 + where) };
    }
    case 'reduce':
      return boundReduce(expression, bounding);
    case 'subject':
      return { bound: TRUTH, work: 0 };
    case 'countStar':
      return { bound: numberBound(1e7), work: 1 };
    case 'patternComprehension': {
      bounding.subquery(expression, bounding);
      const projected = boundExpression(expression.projection, bounding);
      // Its rows are counted with what a node usually has, since they come by operators that the server watches; loops over them are not.
      const whole = listBound(bounding.collected, projected.bound);
      const usual = Math.min(bounding.collected, STORED.neighbours) * projected.bound.size;
      return { bound: { ...whole, size: Math.max(1, usual) }, work: SUBQUERY_WORK + projected.work };
    }
    default: {
      const inner = bounding.subquery(expression, bounding);
      const isList = expression.kind === 'subquery' && expression.word === 'COLLECT';
      return { bound: isList ? listBound(bounding.collected, ENTITY) : numberBound(1e7), work: SUBQUERY_WORK + inner };
    }
  }
}

/** The accumulator is followed for some rounds; growth by adding gives a bound, growth by multiplying does not. */
function boundReduce(expression: Kind<'reduce'>, bounding: Bounding): Cost {
  const list = boundExpression(expression.list, bounding);
  const initial = boundExpression(expression.initial, bounding);
  const rounds = list.bound.count;
  const inside = withName(bounding, expression.variable.text, list.bound.item ?? PROPERTY);
  const step = (accumulator: Bound): Cost =>
    boundExpression(expression.step, withName({ ...inside, report: () => undefined }, expression.accumulator.text, accumulator));
  const first = step(initial.bound).bound;
  const second = step(first).bound;
  const third = step(second).bound;
  const growth = Math.max(0, third.size - second.size);
  const isAdditive = growth <= Math.max(0, second.size - first.size) * 1.01 + 1;
  const ratio = third.size / Math.max(1, second.size);
  const size = isAdditive ? third.size + growth * rounds : third.size * ratio ** Math.min(rounds, 1000);
  const bound: Bound = { ...third, size, max: Infinity };
  const last = boundExpression(expression.step, withName(inside, expression.accumulator.text, bound));
  return { bound: widest([bound]), work: list.work + initial.work + rounds * (1 + last.work + growth / 100) };
}

function boundChain(expression: Kind<'chain'>, bounding: Bounding): Cost {
  let { bound, work } = boundExpression(expression.first, bounding);
  for (const { operator, operand } of expression.rest) {
    const right = boundExpression(operand, bounding);
    if (operator === '=~') checkPattern(expression.first, operand, { bound, bounding });
    work += right.work + operatorWork(operator, bound, right.bound);
    bound = operatorBound(operator, bound, right.bound);
  }
  return { bound, work };
}

function operatorWork(operator: string, left: Bound, right: Bound): number {
  if (operator === 'IN') return right.count;
  return ['CONTAINS', '=~', '=', '<>', '+', '||'].includes(operator) ? 1 + Math.min(left.size, 1e9) / 100 : 1;
}

function operatorBound(operator: string, left: Bound, right: Bound): Bound {
  switch (operator) {
    case '+':
    case '||':
    case '-':
      return sumBound(left, right);
    case '*':
      return numberBound(left.max * right.max);
    case '/':
      return numberBound(right.max >= 1 && Number.isFinite(right.max) ? left.max : Infinity);
    case '%':
      return numberBound(Math.min(left.max, right.max));
    case '^':
      return numberBound(left.max ** right.max);
    default:
      return TRUTH;
  }
}

function checkPattern(
  text: Expression,
  pattern: Expression,
  { bound, bounding }: { readonly bound: Bound; readonly bounding: Bounding },
): void {
  const value =
    pattern.kind === 'string' ? pattern.value : pattern.kind === 'parameter' ? bounding.parameters[pattern.name] : undefined;
  if (typeof value !== 'string') {
    if (value === undefined) bounding.report(pattern.span, 'a regular expression must be a string or a parameter that is one');
    return;
  }
  const fault = regularExpressionFault(value, text.kind === 'property' ? undefined : bound.size);
  if (fault !== undefined) bounding.report(pattern.span, fault);
}

function boundList(expression: Kind<'list'>, bounding: Bounding): Cost {
  if (expression.items.length > MAX_LITERAL_LIST)
    bounding.report(
      expression.span,
      `this list has ${String(expression.items.length)} elements (limit ${String(MAX_LITERAL_LIST)}); use a parameter`,
    );
  const costs = expression.items.map((item) => boundExpression(item, bounding));
  return together(costs, { ...allOf(costs), count: costs.length });
}

function boundSlice(expression: Kind<'slice'>, bounding: Bounding): Cost {
  const { bound, work } = boundExpression(expression.target, bounding);
  const to = expression.to?.kind === 'literal' && expression.to.type === 'integer' ? Number(expression.to.text) : Infinity;
  const count = Math.min(bound.count, Number.isNaN(to) ? Infinity : to);
  const size = bound.item === undefined ? bound.size : Math.min(bound.size, count * bound.item.size);
  return { bound: { ...bound, count, size }, work: work + count };
}

function boundCall(expression: Kind<'call'>, bounding: Bounding): Cost {
  const name = expression.name.toLowerCase();
  const costs = expression.arguments.map((value) => boundExpression(value, bounding));
  const bounds = costs.map((cost) => cost.bound);
  if (name === 'range') return boundRange(expression, bounds, bounding);
  return together(costs, functionBound(name, bounds, bounding.collected), functionWork(bounds));
}

function boundRange(expression: Kind<'call'>, bounds: readonly Bound[], bounding: Bounding): Cost {
  const [from = TRUTH, to = TRUTH] = bounds;
  const step = expression.arguments[2];
  const width = step?.kind === 'literal' ? Math.max(1, Math.abs(Number(step.text))) : 1;
  const [first] = expression.arguments;
  const low = first?.kind === 'literal' ? Number(first.text) : -from.max;
  const count = Math.max(to.max - low, from.max - to.max, 0) / width + 1;
  if (!(count <= MAX_RANGE) && !isStoredNumber(expression.arguments[1])) {
    const shown = Number.isFinite(count)
      ? `would have ${Math.round(count).toLocaleString('en-US')} elements`
      : 'has no known end';
    bounding.report(expression.span, `this range ${shown} (limit ${MAX_RANGE.toLocaleString('en-US')})`);
  }
  const known = Math.min(Number.isNaN(count) ? Infinity : count, isStoredNumber(expression.arguments[1]) ? 10_000 : Infinity);
  return { bound: listBound(known, numberBound(Math.max(from.max, to.max))), work: known };
}

/** Numbers that the indexer stores, such as lines, are small. */
function isStoredNumber(expression: Expression | undefined): boolean {
  return expression?.kind === 'property' && expression.target.kind === 'variable';
}

function withName(bounding: Bounding, name: string, bound: Bound): Bounding {
  return { ...bounding, names: new Map(bounding.names).set(name, bound) };
}

function allOf(costs: readonly Cost[]): Bound {
  const bounds = costs.map((cost) => cost.bound);
  const size = bounds.reduce((total, bound) => total + bound.size, 1);
  return { ...widest(bounds), size, item: widest(bounds) };
}

function together(costs: readonly Cost[], bound: Bound, work = 0): Cost {
  return { bound, work: costs.reduce((total, cost) => total + cost.work, work + 1) };
}
