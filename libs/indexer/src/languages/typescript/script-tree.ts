import type { FlatTree } from '../../syntax/flat-tree.js';
import { constantKeys, type ConstantKey } from './symbol-keys.js';
import { Field, Node, Token, type KindMap } from './syntax-kinds.js';

/** A flat tree whose kinds and fields are ours ({@link Node}, {@link Field}), so that one extractor reads all grammars of the family. */
export class ScriptTree {
  readonly kind: Uint16Array;
  readonly field: Uint16Array;
  readonly text: string;
  /** Names that may be keys of members. */
  readonly constantKeys: ReadonlyMap<string, ConstantKey>;

  constructor(
    readonly flat: FlatTree,
    map: KindMap,
  ) {
    const count = flat.count;
    this.text = flat.text;
    this.constantKeys = constantKeys(flat.text);
    this.kind = new Uint16Array(count);
    this.field = new Uint16Array(count);
    for (let node = 0; node < count; node++) {
      this.kind[node] = map.kinds[flat.kind[node] as number] as number;
      this.field[node] = map.fields[flat.field[node] as number] as number;
    }
  }

  kindOf(node: number): number {
    return node < 0 ? 0 : (this.kind[node] as number);
  }

  start(node: number): number {
    return this.flat.start[node] as number;
  }

  end(node: number): number {
    return this.flat.end[node] as number;
  }

  parent(node: number): number {
    return this.flat.parent[node] as number;
  }

  after(node: number): number {
    return this.flat.after[node] as number;
  }

  first(node: number): number {
    return this.flat.firstChild(node);
  }

  next(node: number): number {
    return this.flat.nextSibling(node);
  }

  textOf(node: number): string {
    return node < 0 ? '' : this.flat.textOf(node);
  }

  /** First child in the field, or -1. */
  child(node: number, field: number): number {
    if (node < 0) return -1;
    for (let at = this.first(node); at >= 0; at = this.next(at)) if (this.field[at] === field) return at;
    return -1;
  }

  /** First child of the kind, or -1. */
  childOfKind(node: number, kind: number): number {
    if (node < 0) return -1;
    for (let at = this.first(node); at >= 0; at = this.next(at)) if (this.kind[at] === kind) return at;
    return -1;
  }

  /** First child that is a named syntax node and no comment, or -1. */
  firstNamed(node: number): number {
    if (node < 0) return -1;
    for (let at = this.first(node); at >= 0; at = this.next(at)) if (this.isNamed(at)) return at;
    return -1;
  }

  /** Children that are named syntax nodes; comments are left out. */
  namedChildren(node: number): number[] {
    const result: number[] = [];
    if (node < 0) return result;
    for (let at = this.first(node); at >= 0; at = this.next(at)) if (this.isNamed(at)) result.push(at);
    return result;
  }

  isNamed(node: number): boolean {
    const kind = this.kind[node] as number;
    return kind !== 0 && kind < FIRST_TOKEN && kind !== Node.comment && kind !== Node.html_comment;
  }

  /** The expression inside parentheses, `!`, `as`, `satisfies` and `<T>`: what has the same identity at run time. */
  unwrap(node: number): number {
    let at = node;
    for (;;) {
      switch (this.kindOf(at)) {
        case Node.parenthesized_expression:
        case Node.non_null_expression:
        case Node.as_expression:
        case Node.satisfies_expression:
          at = this.firstNamed(at);
          break;
        case Node.type_assertion:
          at = this.namedChildren(at)[1] ?? -1;
          break;
        default:
          return at;
      }
      if (at < 0) return -1;
    }
  }

  /** The text of a string literal without its quotes; escapes stay as written. */
  stringValue(node: number): string {
    return this.text.slice(this.start(node) + 1, Math.max(this.start(node) + 1, this.end(node) - 1));
  }

  /** Name of a property key as written: identifier, `#private`, string or number; undefined when computed. */
  keyName(node: number): string | undefined {
    switch (this.kindOf(node)) {
      case Node.string:
        return this.stringValue(node);
      case Node.computed_property_name: {
        const inner = this.firstNamed(node);
        if (this.kindOf(inner) === Node.string) return this.stringValue(inner);
        const text = this.textOf(inner);
        return /^Symbol\.\w+$/.test(text) ? `[${text}]` : this.constantKeys.get(text)?.member;
      }
      case 0:
        return undefined;
      default:
        return this.textOf(node);
    }
  }

  hasToken(node: number, token: number): boolean {
    return this.childOfKind(node, token) >= 0;
  }

  line(node: number): number {
    return this.flat.lineAt(this.start(node));
  }

  /** Innermost ancestor of the kind below `limit`, or -1. */
  ancestor(node: number, kind: number): number {
    for (let at = this.parent(node); at >= 0; at = this.parent(at)) if (this.kind[at] === kind) return at;
    return -1;
  }
}

const FIRST_TOKEN = Math.min(...Object.values(Token));

/** The string literal that a call such as `require('x')` or `import('x')` has as its first argument, or -1. */
export function literalArgument(tree: ScriptTree, call: number): number {
  const first = tree.firstNamed(tree.child(call, Field.arguments));
  const kind = tree.kindOf(first);
  if (kind === Node.string) return first;
  return kind === Node.template_string && tree.childOfKind(first, Node.template_substitution) < 0 ? first : -1;
}
