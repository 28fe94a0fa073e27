import type { Language, Tree } from 'web-tree-sitter';

/** Deeper syntax is not entered: it protects recursion in extractors from hostile nesting. */
export const MAX_SYNTAX_DEPTH = 400;

const ERROR_KIND = 65535;

/**
 * A syntax tree as flat arrays in pre-order, filled by one cursor walk, so that extractors pay no call into WebAssembly per node.
 * Node 0 is the root; -1 means none. Offsets are UTF-16 code units, end exclusive. Anonymous tokens and comments are included.
 */
export class FlatTree {
  readonly text: string;
  readonly count: number;
  /** Node-type id of the grammar; 65535 for ERROR. Compare with ids from {@link nodeKinds}. */
  readonly kind: Uint16Array;
  /** Field id of the node in its parent; 0 for none. Compare with ids from {@link fieldIds}. */
  readonly field: Uint16Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
  /** Index after the last node of the subtree: the next sibling, if the parent's subtree is not over. */
  readonly after: Int32Array;
  /** Nodes that the parser invented. */
  readonly missing: readonly number[];
  /** True when something deeper than {@link MAX_SYNTAX_DEPTH} was left out. */
  readonly truncated: boolean;
  readonly #lineStarts: Int32Array;

  constructor(tree: Tree, text: string) {
    this.text = text;
    const capacity = tree.rootNode.descendantCount;
    this.kind = new Uint16Array(capacity);
    this.field = new Uint16Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
    this.after = new Int32Array(capacity);
    const missing: number[] = [];
    let truncated = false;
    const cursor = tree.walk();
    const path: number[] = [];
    let node = 0;
    for (;;) {
      this.kind[node] = cursor.nodeTypeId;
      this.field[node] = cursor.currentFieldId;
      this.start[node] = cursor.startIndex;
      this.end[node] = cursor.endIndex;
      this.parent[node] = path[path.length - 1] ?? -1;
      if (this.start[node] === this.end[node] && cursor.nodeIsMissing) missing.push(node);
      const current = node++;
      if (path.length < MAX_SYNTAX_DEPTH) {
        if (cursor.gotoFirstChild()) {
          path.push(current);
          continue;
        }
      } else {
        truncated ||= cursor.currentNode.childCount > 0;
      }
      this.after[current] = node;
      while (!cursor.gotoNextSibling()) {
        const parent = path.pop();
        if (parent === undefined) {
          cursor.delete();
          this.count = node;
          this.missing = missing;
          this.truncated = truncated;
          this.#lineStarts = lineStarts(text);
          return;
        }
        cursor.gotoParent();
        this.after[parent] = node;
      }
    }
  }

  /** First child, or -1. */
  firstChild(node: number): number {
    const child = node + 1;
    return child < (this.after[node] as number) ? child : -1;
  }

  /** Next sibling, or -1. */
  nextSibling(node: number): number {
    const parent = this.parent[node] as number;
    const next = this.after[node] as number;
    return parent >= 0 && next < (this.after[parent] as number) ? next : -1;
  }

  /** First child in the field, or -1. */
  childByField(node: number, field: number): number {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) {
      if (this.field[child] === field) return child;
    }
    return -1;
  }

  /** First child of the kind, or -1. */
  childOfKind(node: number, kind: number): number {
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) {
      if (this.kind[child] === kind) return child;
    }
    return -1;
  }

  /** All children, tokens and comments included. Prefer the loop over firstChild/nextSibling in hot paths. */
  children(node: number): number[] {
    const result: number[] = [];
    for (let child = this.firstChild(node); child >= 0; child = this.nextSibling(child)) result.push(child);
    return result;
  }

  textOf(node: number): string {
    return this.text.slice(this.start[node], this.end[node]);
  }

  isError(node: number): boolean {
    return this.kind[node] === ERROR_KIND;
  }

  /** 1-based line of an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** 0-based UTF-16 column of an offset. */
  columnAt(offset: number): number {
    return offset - (this.#lineStarts[this.lineAt(offset) - 1] as number);
  }

  /** Lines of the text; a last empty line does not count. */
  get lineCount(): number {
    const lines = this.#lineStarts.length;
    return lines > 1 && this.#lineStarts[lines - 1] === this.text.length ? lines - 1 : lines;
  }
}

/** Ids of named node types by name. @throws when the grammar has no such type, so that a renamed node type is noticed at start. */
export function nodeKinds<const Names extends readonly string[]>(
  language: Language,
  names: Names,
): Record<Names[number], number> {
  return Object.fromEntries(
    names.map((name) => {
      const id = language.idForNodeType(name, true);
      if (id === null) throw new RangeError(`The grammar has no node type '${name}'.`);
      return [name, id];
    }),
  ) as Record<Names[number], number>;
}

/** Ids of fields by name. @throws when the grammar has no such field. */
export function fieldIds<const Names extends readonly string[]>(language: Language, names: Names): Record<Names[number], number> {
  return Object.fromEntries(
    names.map((name) => {
      const id = language.fieldIdForName(name);
      if (id === null) throw new RangeError(`The grammar has no field '${name}'.`);
      return [name, id];
    }),
  ) as Record<Names[number], number>;
}

function lineStarts(text: string): Int32Array {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return Int32Array.from(starts);
}
