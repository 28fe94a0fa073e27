import type { FlowEnvironment } from '../../facts/flow-environment.js';
import { ConstantKind, MappingKind, NarrowKind, TermOp } from '../../facts/term.js';
import type { Extraction } from './extraction.js';
import { memberParts } from './naming.js';
import { peek, referenceKey } from './references.js';
import { Field, Node } from './syntax-kinds.js';

/** What holds after a condition was true, false, or null or undefined. */
export interface Tested {
  readonly term: number;
  readonly whenTrue: FlowEnvironment;
  readonly whenFalse: FlowEnvironment;
  readonly whenNullish: FlowEnvironment;
}

/** Visits a condition once and says what flow knows on either way out. The environment of the extraction is spent. */
export function condition(x: Extraction, node: number, flags = 0): Tested {
  const { tree } = x;
  if (node < 0) return plain(x, 0);
  const kind = tree.kindOf(node);
  if (kind === Node.parenthesized_expression) {
    const inner = tree.firstNamed(node);
    if (inner >= 0 && tree.kindOf(inner) !== Node.sequence_expression) return condition(x, inner, flags);
  }
  if (kind === Node.unary_expression && tree.textOf(tree.child(node, Field.operator)) === '!') {
    const inner = condition(x, tree.child(node, Field.argument));
    return { term: x.boolean(), whenTrue: inner.whenFalse, whenFalse: inner.whenTrue, whenNullish: inner.whenTrue };
  }
  if (kind === Node.binary_expression) {
    const operator = tree.textOf(tree.child(node, Field.operator));
    if (operator === '&&' || operator === '||') return logicalCondition(x, node, operator, flags);
  }
  const term = x.expression(node, flags);
  const tested = plain(x, term);
  narrow(x, tested.whenTrue, node, true);
  narrow(x, tested.whenFalse, node, false);
  return tested;
}

function plain(x: Extraction, term: number): Tested {
  return { term, whenTrue: x.env.fork(), whenFalse: x.env.fork(), whenNullish: x.env };
}

function logicalCondition(x: Extraction, node: number, operator: string, flags: number): Tested {
  const { tree, facts } = x;
  const left = condition(x, tree.child(node, Field.left), flags);
  const and = operator === '&&';
  x.env = and ? left.whenTrue : left.whenFalse;
  const right = condition(x, tree.child(node, Field.right), flags);
  const narrowed = facts.term(TermOp.NARROW, left.term, -1, and ? NarrowKind.FALSY : NarrowKind.TRUTHY);
  const term = facts.union([narrowed, right.term]);
  if (and) {
    x.join([left.whenFalse.fork(), right.whenFalse]);
    return { term, whenTrue: right.whenTrue, whenFalse: x.env, whenNullish: x.env };
  }
  x.join([left.whenTrue.fork(), right.whenTrue]);
  return { term, whenTrue: x.env, whenFalse: right.whenFalse, whenNullish: right.whenFalse };
}

/** Narrows what a single test says in an environment. */
export function narrow(x: Extraction, env: FlowEnvironment, test: number, holds: boolean): void {
  const { tree } = x;
  const node = tree.unwrap(test);
  const before = x.env;
  x.env = env;
  switch (tree.kindOf(node)) {
    case Node.binary_expression:
      narrowBinary(x, node, holds);
      break;
    case Node.call_expression:
      narrowGuard(x, node, holds);
      break;
    case Node.assignment_expression:
      narrowTruth(x, tree.unwrap(tree.child(node, Field.left)), holds);
      break;
    case Node.identifier:
    case Node.member_expression:
    case Node.subscript_expression:
    case Node.this:
      narrowTruth(x, node, holds);
      break;
    default:
  }
  x.env = before;
}

function setNarrow(x: Extraction, reference: number, test: number, kind: number): void {
  const key = referenceKey(x, reference);
  // What a member of `this` says does not tell one class from another; only `instanceof` and guards do.
  if (key === undefined || (key === 'this' && kind >= NarrowKind.TRUTHY && kind <= NarrowKind.NOT_HAS_KEY)) return;
  x.env.narrow(key, x.facts.term(TermOp.NARROW, peek(x, reference), test, kind));
}

function narrowTruth(x: Extraction, reference: number, holds: boolean): void {
  setNarrow(x, reference, -1, holds ? NarrowKind.TRUTHY : NarrowKind.FALSY);
  const [object, name] = memberParts(x.tree, reference);
  if (name === undefined) return;
  const boolean = x.constant(ConstantKind.BOOLEAN, holds ? 'false' : 'true');
  setNarrow(x, object, memberTest(x, name, boolean), NarrowKind.MEMBER_IS_NOT);
}

function memberTest(x: Extraction, name: string, value: number): number {
  return x.facts.term(TermOp.MAPPING, x.facts.list([x.string(name), value]), MappingKind.OBJECT, 0);
}

function narrowBinary(x: Extraction, node: number, holds: boolean): void {
  const { tree } = x;
  const left = tree.unwrap(tree.child(node, Field.left));
  const right = tree.unwrap(tree.child(node, Field.right));
  const operator = tree.textOf(tree.child(node, Field.operator));
  switch (operator) {
    case 'instanceof':
      setNarrow(x, left, peek(x, right), holds ? NarrowKind.INSTANCE_OF : NarrowKind.NOT_INSTANCE_OF);
      return;
    case 'in': {
      const key =
        tree.kindOf(left) === Node.string
          ? tree.stringValue(left)
          : tree.kindOf(left) === Node.private_property_identifier
            ? tree.textOf(left)
            : undefined;
      if (key !== undefined)
        setNarrow(x, right, x.constant(ConstantKind.STRING, key), holds ? NarrowKind.HAS_KEY : NarrowKind.NOT_HAS_KEY);
      return;
    }
    case '===':
    case '==':
      narrowEqual(x, left, right, holds);
      return;
    case '!==':
    case '!=':
      narrowEqual(x, left, right, !holds);
      return;
    default:
  }
}

/** `left === right`, and what a case of a switch tests. */
export function narrowEqual(x: Extraction, left: number, right: number, holds: boolean): void {
  narrowSide(x, left, right, holds);
  if (isLiteral(x, left)) narrowSide(x, right, left, holds);
}

function isLiteral(x: Extraction, node: number): boolean {
  const kind = x.tree.kindOf(node);
  return (
    kind === Node.string ||
    kind === Node.number ||
    kind === Node.null ||
    kind === Node.undefined ||
    kind === Node.true ||
    kind === Node.false
  );
}

function narrowSide(x: Extraction, reference: number, other: number, holds: boolean): void {
  const { tree } = x;
  if (tree.kindOf(reference) === Node.unary_expression && tree.textOf(tree.child(reference, Field.operator)) === 'typeof') {
    if (tree.kindOf(other) !== Node.string) return;
    const test = x.constant(ConstantKind.STRING, tree.stringValue(other));
    setNarrow(x, tree.child(reference, Field.argument), test, holds ? NarrowKind.TYPEOF : NarrowKind.NOT_TYPEOF);
    return;
  }
  const value = peek(x, other);
  if (value === 0) return;
  const [object, name] = memberParts(tree, reference);
  if (name === 'constructor') {
    setNarrow(x, object, value, holds ? NarrowKind.INSTANCE_OF : NarrowKind.NOT_INSTANCE_OF);
    return;
  }
  if (isLiteral(x, other)) setNarrow(x, reference, value, holds ? NarrowKind.IS : NarrowKind.IS_NOT);
  if (name !== undefined)
    setNarrow(x, object, memberTest(x, name, value), holds ? NarrowKind.MEMBER_IS : NarrowKind.MEMBER_IS_NOT);
}

/** `isFoo(x)`, `x.isFoo()`: linking asks the callee whether it is a type guard. */
function narrowGuard(x: Extraction, call: number, holds: boolean): void {
  const { tree, facts } = x;
  const kind = holds ? NarrowKind.GUARD : NarrowKind.NOT_GUARD;
  const callee = tree.unwrap(tree.child(call, Field.function));
  const references = tree.namedChildren(tree.child(call, Field.arguments)).filter((node) => referenceKey(x, node) !== undefined);
  const calleeTerm = peek(x, callee);
  if (calleeTerm === 0) return;
  const args: number[] = [];
  for (const node of tree.namedChildren(tree.child(call, Field.arguments))) args.push(-1, peek(x, node));
  const term = facts.term(TermOp.CALL, calleeTerm, facts.list(args), -1);
  for (const reference of references) setNarrow(x, reference, term, kind);
  const [object, name] = memberParts(tree, callee);
  if (name !== undefined && /^(is|has|as|can)[A-Z_]/.test(name)) setNarrow(x, object, term, kind);
}

/** `assert(test)`, `assertIsFoo(x)`: what follows knows that the test held. */
export function assertion(x: Extraction, call: number): void {
  const { tree } = x;
  const callee = tree.textOf(tree.child(call, Field.function));
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  if (!/^(assert|invariant|ensure|check|expect)/i.test(name) && !/^(assert|invariant)\b/.test(callee)) return;
  const first = tree.firstNamed(tree.child(call, Field.arguments));
  if (first < 0) return;
  if (referenceKey(x, first) === undefined && /^(assert|invariant|ok)$/.test(name)) narrow(x, x.env, first, true);
  else narrowGuard(x, call, true);
}
