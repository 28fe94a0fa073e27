import { SiteFlag, SiteKind } from '../../facts/file-facts.js';
import { ConstantKind, MappingKind, NarrowKind, SequenceKind, TermOp } from '../../facts/term.js';
import { condition } from './conditions.js';
import type { Extraction } from './extraction.js';
import { nameTerm } from './references.js';
import { Field, Node, Token } from './syntax-kinds.js';

const BOOLEAN_OPERATORS = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=', 'in']);

/** Binary operators; `&&`, `||` and `??` keep a side and narrow the other. */
export function binaryTerm(x: Extraction, node: number, flags: number): number {
  const { tree, facts } = x;
  const left = tree.child(node, Field.left);
  const right = tree.child(node, Field.right);
  const operator = tree.textOf(tree.child(node, Field.operator));
  if (operator === '&&' || operator === '||' || operator === '??') return logicalTerm(x, { left, right, operator, flags });
  if (operator === 'instanceof') {
    x.expression(left);
    x.expression(right, SiteFlag.CLASS_TEST);
    return x.boolean();
  }
  const leftTerm = x.expression(left);
  const rightTerm = x.expression(right);
  if (BOOLEAN_OPERATORS.has(operator)) return x.boolean();
  return facts.term(TermOp.BINARY, x.string(operator), leftTerm, rightTerm);
}

function logicalTerm(x: Extraction, input: { left: number; right: number; operator: string; flags: number }): number {
  const { left, right, operator, flags } = input;
  const { facts } = x;
  const tested = condition(x, left, flags);
  const kept = operator === '&&' ? tested.whenTrue : tested.whenFalse;
  x.env = operator === '??' ? tested.whenNullish : kept;
  const rightTerm = x.expression(right, flags);
  const other = operator === '&&' ? tested.whenFalse : tested.whenTrue;
  x.join([x.env, other]);
  const narrowed =
    operator === '??'
      ? facts.term(TermOp.NARROW, tested.term, x.constant(ConstantKind.NONE), NarrowKind.IS_NOT)
      : facts.term(TermOp.NARROW, tested.term, -1, operator === '||' ? NarrowKind.TRUTHY : NarrowKind.FALSY);
  return facts.union([narrowed, rightTerm]);
}

/** `a ? b : c`. */
export function ternaryTerm(x: Extraction, node: number, flags: number): number {
  const { tree } = x;
  const tested = condition(x, tree.child(node, Field.condition));
  x.env = tested.whenTrue;
  const consequence = x.expression(tree.child(node, Field.consequence), flags);
  const afterTrue = x.env;
  x.env = tested.whenFalse;
  const alternative = x.expression(tree.child(node, Field.alternative), flags);
  x.join([afterTrue, x.env]);
  return x.facts.union([consequence, alternative]);
}

/** `!a`, `typeof a`, `-a`, `void a`, `delete a.b`. */
export function unaryTerm(x: Extraction, node: number): number {
  const { tree } = x;
  const operator = tree.textOf(tree.child(node, Field.operator));
  const argument = tree.child(node, Field.argument);
  const value = x.expression(argument);
  if (operator === '!' || operator === 'delete') return x.boolean();
  if (operator === 'typeof') return x.anyString();
  if (operator === 'void') return x.constant(ConstantKind.UNDEFINED);
  if (operator === '-' && tree.kindOf(argument) === Node.number) return numberConstant(x, `-${tree.textOf(argument)}`);
  return x.facts.term(TermOp.UNARY, x.string(operator), value);
}

/** A number or bigint literal. */
export function numberConstant(x: Extraction, text: string): number {
  if (/^-?\d+n$/.test(text)) return x.constant(ConstantKind.BIGINT, text);
  return x.constant(/^-?(\d+|0x[\da-f]+)$/i.test(text) ? ConstantKind.INTEGER : ConstantKind.FLOAT, text);
}

/** Template literals; their parts are visited. */
export function templateTerm(x: Extraction, node: number): number {
  const { tree } = x;
  if (tree.childOfKind(node, Node.template_substitution) < 0) return x.constant(ConstantKind.STRING, tree.stringValue(node));
  x.expressionsIn(node);
  return x.anyString();
}

/** `[a, ...b]`. */
export function arrayTerm(x: Extraction, node: number): number {
  const items: number[] = [];
  for (const child of x.tree.namedChildren(node)) {
    if (x.tree.kindOf(child) === Node.spread_element) {
      items.push(x.facts.term(TermOp.SPREAD, x.expression(x.tree.firstNamed(child))));
    } else items.push(x.expression(child, SiteFlag.ARGUMENT));
  }
  return x.facts.term(TermOp.SEQUENCE, x.facts.list(items), SequenceKind.ARRAY, x.facts.allocation());
}

/** `{ a: b, c, m() {}, get g() {}, ...rest }`. A getter's value is what calling it gives. */
export function objectTerm(x: Extraction, node: number): number {
  const { tree, facts } = x;
  const pairs: number[] = [];
  const accessors: Accessor[] = [];
  for (const child of tree.namedChildren(node)) {
    switch (tree.kindOf(child)) {
      case Node.pair: {
        const key = tree.child(child, Field.key);
        const name = tree.keyName(key);
        if (tree.kindOf(key) === Node.computed_property_name) x.expressionsIn(key);
        pairs.push(name === undefined ? -1 : x.string(name), x.expression(tree.child(child, Field.value), SiteFlag.ARGUMENT));
        break;
      }
      case Node.shorthand_property_identifier:
        pairs.push(x.string(tree.textOf(child)), x.expression(child, SiteFlag.ARGUMENT));
        break;
      case Node.spread_element:
        pairs.push(-2, x.expression(tree.firstNamed(child)));
        break;
      case Node.method_definition:
        pushMethod(x, child, pairs, accessors);
        break;
      default:
        x.expression(child);
    }
  }
  const object = facts.term(TermOp.MAPPING, facts.list(pairs), MappingKind.OBJECT, facts.allocation());
  // No key has the function of an accessor as its value, but the function knows the object that it belongs to.
  for (const { value, token } of accessors)
    facts.member({ object, name: x.string(''), value, callable: x.callable, line: tree.line(token), offset: tree.start(token) });
  return object;
}

/** The function of a getter or setter of an object literal. */
interface Accessor {
  readonly value: number;
  readonly token: number;
}

function pushMethod(x: Extraction, method: number, pairs: number[], accessors: Accessor[]): void {
  const { tree, facts } = x;
  const key = tree.child(method, Field.name);
  const name = tree.keyName(key);
  if (tree.kindOf(key) === Node.computed_property_name) x.expressionsIn(key);
  const value = x.expression(method);
  const getter = tree.hasToken(method, Token.get);
  if (getter || tree.hasToken(method, Token.set)) accessors.push({ value, token: key });
  if (tree.hasToken(method, Token.set)) return;
  pairs.push(name === undefined ? -1 : x.string(name), getter ? facts.term(TermOp.CALL, value, facts.list([]), -1) : value);
}

/** `a, b`: the last one. */
export function sequenceTerm(x: Extraction, node: number, flags: number): number {
  let last = 0;
  for (const child of x.tree.namedChildren(node)) last = x.expression(child, flags);
  return last;
}

/** `await a`. */
export function awaitTerm(x: Extraction, node: number): number {
  const inner = x.tree.firstNamed(node);
  x.awaited = x.tree.unwrap(inner);
  return x.facts.term(TermOp.AWAIT, x.expression(inner));
}

/** `yield a`, `yield* a`; the value is what the consumer sends. */
export function yieldTerm(x: Extraction, node: number): number {
  const { tree, facts } = x;
  const value = x.expression(tree.firstNamed(node), SiteFlag.ARGUMENT);
  if (x.callable < 0) return 0;
  const all = tree.hasToken(node, Token['*']);
  x.declared.callable(x.callable).yields.push(all ? facts.term(TermOp.ELEMENT, value, 0) : value);
  return facts.term(TermOp.SENT, x.callable);
}

/** `a as T`, `<T>a`; `as const` and `satisfies` keep the value. */
export function castTerm(x: Extraction, node: number, flags: number): number {
  const { tree } = x;
  const kind = tree.kindOf(node);
  const children = tree.namedChildren(node);
  const [valueNode, typeNode] =
    kind === Node.type_assertion ? [children[1] ?? -1, children[0] ?? -1] : [children[0] ?? -1, children[1] ?? -1];
  const value = x.expression(valueNode, flags);
  const type = x.type(typeNode);
  if (type < 0) return value;
  if (kind === Node.satisfies_expression) return x.facts.term(TermOp.CAST, value, type, 1);
  return x.facts.term(TermOp.CAST, value, type);
}

/** JSX: components are sites, attributes and children are visited. The value is not known. */
export function jsxTerm(x: Extraction, node: number): number {
  const { tree } = x;
  const open = tree.kindOf(node) === Node.jsx_element ? tree.childOfKind(node, Node.jsx_opening_element) : node;
  for (let child = tree.first(open); child >= 0; child = tree.next(child)) {
    if (tree.field[child] === Field.name) jsxName(x, child);
    else if (tree.isNamed(child)) x.expression(child, SiteFlag.ARGUMENT);
  }
  if (open !== node) {
    for (let child = tree.after(open); child >= 0 && child < tree.after(node); child = tree.next(child)) {
      if (tree.isNamed(child) && tree.kindOf(child) !== Node.jsx_closing_element) x.expression(child, SiteFlag.ARGUMENT);
      if (tree.next(child) < 0) break;
    }
  }
  return 0;
}

function jsxName(x: Extraction, name: number): void {
  const { tree } = x;
  const text = tree.textOf(name);
  if (!/^[A-Z_$]|\./.test(text)) return;
  const property = tree.child(name, Field.property);
  const term = tree.kindOf(name) === Node.identifier ? nameTerm(x, text) : x.expression(name);
  x.site(SiteKind.JSX, term, property >= 0 ? property : name);
}
