import { NarrowKind, TermOp } from '../../facts/term.js';
import type { FlowEnvironment } from '../../facts/flow-environment.js';
import type { PythonReader } from './python-reader.js';

/** Narrowed terms by flow key. */
type Narrowed = Map<string, number>;

const OPPOSITE = new Map<number, number>([
  [NarrowKind.INSTANCE_OF, NarrowKind.NOT_INSTANCE_OF],
  [NarrowKind.IS, NarrowKind.IS_NOT],
  [NarrowKind.TRUTHY, NarrowKind.FALSY],
  [NarrowKind.HAS_KEY, NarrowKind.NOT_HAS_KEY],
  [NarrowKind.GUARD, NarrowKind.NOT_GUARD],
]);

/**
 * What a condition tells about names and member paths where it held or failed. Conditions must have been read before: the terms of
 * their parts are taken from the reader's values.
 */
export class Narrowing {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** Narrows in the flow environment what the condition tells. */
  apply(condition: number, held: boolean, flow: FlowEnvironment): void {
    if (condition < 0) return;
    const constant = this.constantCondition(condition);
    if (constant !== undefined && constant !== held) flow.reachable = false;
    for (const [key, term] of this.#narrowed(condition, held, new Map())) flow.narrow(key, term);
  }

  /** True when the condition tells anything. */
  tells(condition: number, held: boolean): boolean {
    return this.#narrowed(condition, held, new Map()).size > 0;
  }

  /** The value of a condition that a type checker takes as fixed: `True`, `1`, `TYPE_CHECKING`, `not ...` of those. */
  constantCondition(condition: number): boolean | undefined {
    const { tree, grammar } = this.#reader.syntax;
    const { kinds } = grammar;
    const node = this.#reader.syntax.unparenthesized(condition);
    if (node < 0) return undefined;
    switch (tree.kind[node]) {
      case kinds.true:
        return true;
      case kinds.false:
        return false;
      case kinds.integer:
        return tree.textOf(node) !== '0';
      case kinds.identifier:
        return tree.textOf(node) === 'TYPE_CHECKING' ? true : undefined;
      case kinds.attribute:
        return tree.textOf(node) === 'typing.TYPE_CHECKING' || tree.textOf(node) === 't.TYPE_CHECKING' ? true : undefined;
      case kinds.not_operator: {
        const inner = this.constantCondition(tree.childByField(node, grammar.fields.argument));
        return inner === undefined ? undefined : !inner;
      }
      default:
        return undefined;
    }
  }

  /** Flow key of a name, a member path or an element with a constant index; undefined for anything else. */
  key(node: number): string | undefined {
    const { tree, grammar } = this.#reader.syntax;
    const { kinds, fields } = grammar;
    const inner = this.#reader.syntax.unparenthesized(node);
    if (inner < 0) return undefined;
    switch (tree.kind[inner]) {
      case kinds.identifier:
        return this.#reader.names.key(tree.textOf(inner));
      case kinds.named_expression:
        return this.key(tree.childByField(inner, fields.name));
      case kinds.attribute: {
        const object = this.key(tree.childByField(inner, fields.object));
        const name = tree.childByField(inner, fields.attribute);
        return object === undefined || name < 0 ? undefined : `${object}.${tree.textOf(name)}`;
      }
      case kinds.subscript: {
        const index = tree.childByField(inner, fields.subscript);
        if (index < 0 || (tree.kind[index] !== kinds.integer && tree.kind[index] !== kinds.string)) return undefined;
        const object = this.key(tree.childByField(inner, fields.value));
        return object === undefined ? undefined : `${object}.[${tree.textOf(index)}]`;
      }
      default:
        return undefined;
    }
  }

  #narrowed(condition: number, held: boolean, known: ReadonlyMap<string, number>): Narrowed {
    const { tree, grammar } = this.#reader.syntax;
    const { kinds, fields } = grammar;
    const node = this.#reader.syntax.unparenthesized(condition);
    if (node < 0) return new Map();
    switch (tree.kind[node]) {
      case kinds.not_operator:
        return this.#narrowed(tree.childByField(node, fields.argument), !held, known);
      case kinds.boolean_operator:
        return this.#boolean(node, held, known);
      case kinds.comparison_operator:
        return this.#comparison(node, held, known);
      case kinds.call:
        return this.#call(node, held, known);
      case kinds.named_expression: {
        const result = this.#narrowed(tree.childByField(node, fields.value), held, known);
        return this.#add(result, node, { kind: NarrowKind.TRUTHY, held, test: -1 }, known);
      }
      case kinds.identifier:
      case kinds.attribute:
      case kinds.subscript:
        return this.#add(new Map(), node, { kind: NarrowKind.TRUTHY, held, test: -1 }, known);
      default:
        return new Map();
    }
  }

  #boolean(node: number, held: boolean, known: ReadonlyMap<string, number>): Narrowed {
    const { tree, grammar } = this.#reader.syntax;
    const left = tree.childByField(node, grammar.fields.left);
    const right = tree.childByField(node, grammar.fields.right);
    const operator = tree.childByField(node, grammar.fields.operator);
    if (left < 0 || right < 0 || operator < 0) return new Map();
    const isAnd = tree.textOf(operator) === 'and';
    if (isAnd === held) {
      const first = this.#narrowed(left, held, known);
      const second = this.#narrowed(right, held, new Map([...known, ...first]));
      return new Map([...first, ...second]);
    }
    // One of the two sides decided: what both tell about the same key is a union.
    const first = this.#narrowed(left, held, known);
    if (first.size === 0) return first;
    const passed = this.#narrowed(left, !held, known);
    const second = this.#narrowed(right, held, new Map([...known, ...passed]));
    const both: Narrowed = new Map();
    for (const [key, term] of first) {
      const other = second.get(key);
      if (other !== undefined) both.set(key, this.#reader.facts.union([term, other]));
    }
    return both;
  }

  #comparison(node: number, held: boolean, known: ReadonlyMap<string, number>): Narrowed {
    const { tree, grammar } = this.#reader.syntax;
    const operands = this.#reader.syntax.namedChildren(node).filter((child) => tree.field[child] !== grammar.fields.operators);
    const operator = tree.childByField(node, grammar.fields.operators);
    const [left, right] = operands;
    if (operands.length !== 2 || left === undefined || right === undefined || operator < 0) return new Map();
    const sign = tree.textOf(operator).replace(/\s+/g, ' ');
    if (sign === 'in' || sign === 'not in') return this.#membership(left, right, { held: (sign === 'in') === held, known });
    if (sign !== 'is' && sign !== 'is not' && sign !== '==' && sign !== '!=') return new Map();
    const equal = (sign === 'is' || sign === '==') === held;
    const classOf = this.#argumentOfType(left);
    if (classOf >= 0) {
      return this.#add(
        new Map(),
        classOf,
        { kind: NarrowKind.INSTANCE_OF, held: equal, test: this.#reader.values[right] as number },
        known,
      );
    }
    const result: Narrowed = new Map();
    for (const [subject, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (!this.#isFixed(other)) continue;
      const test = this.#reader.values[other] as number;
      this.#add(result, subject, { kind: NarrowKind.IS, held: equal, test }, known);
    }
    return result;
  }

  #membership(left: number, right: number, test: { held: boolean; known: ReadonlyMap<string, number> }): Narrowed {
    const { tree, grammar } = this.#reader.syntax;
    const result: Narrowed = new Map();
    if (tree.kind[left] === grammar.kinds.string) {
      this.#add(
        result,
        right,
        { kind: NarrowKind.HAS_KEY, held: test.held, test: this.#reader.values[left] as number },
        test.known,
      );
    }
    return result;
  }

  #call(node: number, held: boolean, known: ReadonlyMap<string, number>): Narrowed {
    const { tree, grammar } = this.#reader.syntax;
    const callee = tree.childByField(node, grammar.fields.function);
    const argumentList = tree.childByField(node, grammar.fields.arguments);
    const [subject, test] = argumentList < 0 ? [] : this.#reader.syntax.namedChildren(argumentList);
    if (callee < 0 || subject === undefined) return new Map();
    const name = tree.kind[callee] === grammar.kinds.identifier ? tree.textOf(callee) : '';
    const testTerm = test === undefined ? 0 : (this.#reader.values[test] as number);
    const result: Narrowed = new Map();
    if (name === 'isinstance') return this.#add(result, subject, { kind: NarrowKind.INSTANCE_OF, held, test: testTerm }, known);
    if (name === 'issubclass')
      return held ? this.#add(result, subject, { kind: NarrowKind.SUBCLASS_OF, held, test: testTerm }, known) : result;
    if (name === 'callable')
      return held ? this.#add(result, subject, { kind: NarrowKind.CALLABLE, held, test: -1 }, known) : result;
    if (name !== '' && this.#reader.names.key(name) === undefined) return result;
    return this.#add(result, subject, { kind: NarrowKind.GUARD, held, test: this.#reader.values[node] as number }, known);
  }

  /** The argument of `type(x)`, or -1. */
  #argumentOfType(node: number): number {
    const { tree, grammar } = this.#reader.syntax;
    if (tree.kind[node] !== grammar.kinds.call) return -1;
    const callee = tree.childByField(node, grammar.fields.function);
    if (callee < 0 || tree.textOf(callee) !== 'type') return -1;
    const list = tree.childByField(node, grammar.fields.arguments);
    const parts = list < 0 ? [] : this.#reader.syntax.namedChildren(list);
    return parts.length === 1 ? (parts[0] as number) : -1;
  }

  #isFixed(node: number): boolean {
    const { tree, grammar } = this.#reader.syntax;
    const { kinds } = grammar;
    const kind = tree.kind[node];
    return (
      kind === kinds.none ||
      kind === kinds.true ||
      kind === kinds.false ||
      kind === kinds.string ||
      kind === kinds.integer ||
      kind === kinds.ellipsis
    );
  }

  #add(
    result: Narrowed,
    subject: number,
    test: { readonly kind: number; readonly held: boolean; readonly test: number },
    known: ReadonlyMap<string, number>,
  ): Narrowed {
    const key = this.key(subject);
    if (key === undefined) return result;
    const reader = this.#reader;
    const kind = test.held ? test.kind : OPPOSITE.get(test.kind);
    if (kind === undefined) return result;
    const inner = reader.syntax.unparenthesized(subject);
    const value = result.get(key) ?? known.get(key) ?? reader.flow.get(key) ?? reader.values[inner];
    result.set(key, reader.facts.term(TermOp.NARROW, value, test.test, kind));
    return result;
  }
}
