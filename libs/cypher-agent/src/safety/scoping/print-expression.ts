import type { Expression, MapProjectionItem } from '../syntax/tree.js';
import { bind, type Bindings } from './bindings.js';
import type { Output } from './output.js';
import { printLabels } from './print-labels.js';
import { printExistsCall, printPatternComprehension, printPatternPredicate, printSubquery } from './print-subquery.js';

/** An expression; what is inside it is confined to the scope. */
export function printExpression(out: Output, expression: Expression, bindings: Bindings): void {
  out.at(expression.span);
  switch (expression.kind) {
    case 'literal':
      out.write(expression.text);
      return;
    case 'string':
      out.string(expression.value);
      return;
    case 'parameter':
      out.write('$').name(expression.name);
      return;
    case 'variable':
      out.name(expression.name);
      return;
    case 'subject':
      return;
    case 'list':
      out
        .write('[')
        .list(expression.items, (item) => out.expression(item, bindings))
        .write(']');
      return;
    case 'group':
      out.write('(').expression(expression.inner, bindings).write(')');
      return;
    case 'unary':
      out.write(expression.operator).expression(expression.operand, bindings);
      return;
    case 'chain':
      out.expression(expression.first, bindings);
      for (const { operator, operand } of expression.rest) out.write(operator).expression(operand, bindings);
      return;
    case 'countStar':
      out.write('count ( * )');
      return;
    case 'subquery':
      printSubquery(out, expression, bindings);
      return;
    case 'patternPredicate':
      printPatternPredicate(out, expression.pattern, bindings);
      return;
    case 'patternComprehension':
      printPatternComprehension(out, expression, bindings);
      return;
    default:
      printAccess(out, expression, bindings);
  }
}

type Kind<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;
type Access = Kind<
  | 'map'
  | 'property'
  | 'index'
  | 'slice'
  | 'test'
  | 'labelTest'
  | 'call'
  | 'trim'
  | 'normalize'
  | 'case'
  | 'listComprehension'
  | 'quantifier'
  | 'reduce'
  | 'mapProjection'
>;

function printAccess(out: Output, expression: Access, bindings: Bindings): void {
  switch (expression.kind) {
    case 'map':
      out
        .write('{')
        .list(expression.entries, ({ key, value }) => out.name(key).write(':').expression(value, bindings))
        .write('}');
      return;
    case 'property':
      out.expression(expression.target, bindings).write('.').at(expression.keySpan).name(expression.key);
      return;
    case 'index':
      out.expression(expression.target, bindings).write('[').expression(expression.index, bindings).write(']');
      return;
    case 'slice':
      out.expression(expression.target, bindings).write('[');
      if (expression.from !== undefined) out.expression(expression.from, bindings);
      out.write('..');
      if (expression.to !== undefined) out.expression(expression.to, bindings);
      out.write(']');
      return;
    case 'test':
      out.expression(expression.target, bindings).write(expression.words);
      return;
    case 'labelTest':
      if (expression.negated) out.write('NOT (');
      out.expression(expression.target, bindings).write(': (');
      printLabels(out, expression.labels, bindings);
      out.write(expression.negated ? ') )' : ')');
      return;
    default:
      printForm(out, expression, bindings);
  }
}

type Form = Kind<'call' | 'trim' | 'normalize' | 'case' | 'listComprehension' | 'quantifier' | 'reduce' | 'mapProjection'>;

function printForm(out: Output, expression: Form, bindings: Bindings): void {
  switch (expression.kind) {
    case 'call':
      printCall(out, expression, bindings);
      return;
    case 'trim':
      out.write('trim (');
      if (expression.side !== '') out.write(expression.side);
      if (expression.characters !== undefined) out.expression(expression.characters, bindings);
      if (expression.side !== '') out.write('FROM');
      out.expression(expression.source, bindings).write(')');
      return;
    case 'normalize':
      out.write('normalize (').expression(expression.operand, bindings);
      out.write(expression.form === '' ? ')' : `, ${expression.form} )`);
      return;
    case 'case':
      printCase(out, expression, bindings);
      return;
    case 'mapProjection':
      out
        .name(expression.variable)
        .write('{')
        .list(expression.items, (item) => printItem(out, item, bindings))
        .write('}');
      return;
    default:
      printIteration(out, expression, bindings);
  }
}

function printCall(out: Output, call: Kind<'call'>, bindings: Bindings): void {
  const name = call.name.toLowerCase();
  const [first] = call.arguments;
  if (name === 'exists' && first?.kind === 'patternPredicate') {
    printExistsCall(out, first.pattern, bindings);
    return;
  }
  const hides = name === 'labels' && out.applies('hide-internal-labels');
  const item = hides ? out.invent() : '';
  if (hides) out.write('[').name(item).write('IN');
  out.write(call.name).write('(');
  if (call.distinct) out.write('DISTINCT');
  out.list(call.arguments, (value) => out.expression(value, bindings)).write(')');
  if (!hides) return;
  const { label, hiddenLabels = [] } = out.context;
  out
    .write('WHERE NOT')
    .name(item)
    .write('IN [')
    .list([label, ...hiddenLabels], (hidden) => out.string(hidden))
    .write('] ]');
}

function printCase(out: Output, expression: Kind<'case'>, bindings: Bindings): void {
  out.write('CASE');
  if (expression.subject !== undefined) out.expression(expression.subject, bindings);
  for (const { when, then } of expression.branches) {
    out.write('WHEN').list(when, (condition) => out.expression(condition, bindings));
    out.write('THEN').expression(then, bindings);
  }
  if (expression.otherwise !== undefined) out.write('ELSE').expression(expression.otherwise, bindings);
  out.write('END');
}

function printIteration(out: Output, expression: Kind<'listComprehension' | 'quantifier' | 'reduce'>, bindings: Bindings): void {
  const inside = bind(bindings, expression.variable.text, 'value');
  if (expression.kind === 'reduce') {
    out.write('reduce (').name(expression.accumulator.text).write('=').expression(expression.initial, bindings).write(',');
    out.name(expression.variable.text).write('IN').expression(expression.list, bindings).write('|');
    out.expression(expression.step, bind(inside, expression.accumulator.text, 'value')).write(')');
    return;
  }
  out.write(expression.kind === 'quantifier' ? `${expression.word.toLowerCase()} (` : '[');
  out.name(expression.variable.text).write('IN').expression(expression.list, bindings);
  if (expression.where !== undefined) out.write('WHERE').expression(expression.where, inside);
  if (expression.kind === 'listComprehension' && expression.projection !== undefined)
    out.write('|').expression(expression.projection, inside);
  out.write(expression.kind === 'quantifier' ? ')' : ']');
}

function printItem(out: Output, item: MapProjectionItem, bindings: Bindings): void {
  if (item.kind === 'all') out.write('. *');
  else if (item.kind === 'property') out.write('.').name(item.key);
  else if (item.kind === 'variable') out.name(item.name);
  else out.name(item.key).write(':').expression(item.value, bindings);
}
