import type { Language, Tree } from 'web-tree-sitter';
import type { FlatTreeParts } from './flat-tree-parts.js';
import { openCursor, treeMemory, type SyntaxCursor } from './parser-runtime.js';
import { TreeMemoryReader } from './tree-memory.js';

/** Deeper syntax is not entered: it protects recursion in extractors from hostile nesting. */
export const MAX_SYNTAX_DEPTH = 400;

const ERROR_KIND = 65535;

/**
 * A syntax tree as flat arrays in pre-order, filled by one cursor walk, so that extractors pay no call into WebAssembly per node.
 * Node 0 is the root; -1 means none. Offsets are UTF-16 code units, end exclusive. Anonymous tokens and comments are included.
 */
export class FlatTree implements FlatTreeParts {
  readonly text: string;
  readonly count: number;
  /** Node-type id of the grammar; 65535 for ERROR. Compare with ids from {@link nodeKinds}. */
  readonly kind: Uint16Array<ArrayBuffer>;
  /** Field id of the node in its parent; 0 for none. Compare with ids from {@link fieldIds}. */
  readonly field: Uint16Array<ArrayBuffer>;
  readonly start: Int32Array<ArrayBuffer>;
  readonly end: Int32Array<ArrayBuffer>;
  readonly parent: Int32Array<ArrayBuffer>;
  /** Index after the last node of the subtree: the next sibling, if the parent's subtree is not over. */
  readonly after: Int32Array<ArrayBuffer>;
  /** Nodes that the parser invented. */
  readonly missing: readonly number[];
  /** True when something deeper than {@link MAX_SYNTAX_DEPTH} was left out. */
  readonly truncated: boolean;
  readonly #lineStarts: Int32Array;

  #lastLine = 0;

  /** @param text the text that the parts were read from */
  constructor(text: string, parts: FlatTreeParts) {
    this.text = text;
    this.count = parts.count;
    this.kind = parts.kind;
    this.field = parts.field;
    this.start = parts.start;
    this.end = parts.end;
    this.parent = parts.parent;
    this.after = parts.after;
    this.missing = parts.missing;
    this.truncated = parts.truncated;
    this.#lineStarts = lineStarts(text);
  }

  /** The same tree without what lies deeper. @param depth of the deepest nodes that are kept; the root has depth 0 */
  cutAt(depth: number): FlatTree {
    const kept = new Int32Array(this.count).fill(-1);
    const depths = new Int32Array(this.count);
    const order: number[] = [];
    for (let node = 0; node < this.count; node++) {
      const parent = this.parent[node] as number;
      depths[node] = parent < 0 ? 0 : (depths[parent] as number) + 1;
      if ((depths[node] as number) <= depth) kept[node] = order.push(node) - 1;
    }
    // Where a subtree ends is where the next node that is kept begins.
    const following = new Int32Array(this.count + 1).fill(order.length);
    for (let node = this.count - 1; node >= 0; node--)
      following[node] = (kept[node] as number) >= 0 ? (kept[node] as number) : (following[node + 1] as number);
    return new FlatTree(this.text, {
      count: order.length,
      kind: Uint16Array.from(order, (node) => this.kind[node] as number),
      field: Uint16Array.from(order, (node) => this.field[node] as number),
      start: Int32Array.from(order, (node) => this.start[node] as number),
      end: Int32Array.from(order, (node) => this.end[node] as number),
      parent: Int32Array.from(order, (node) => (node === 0 ? -1 : (kept[this.parent[node] as number] as number))),
      after: Int32Array.from(order, (node) => following[this.after[node] as number] as number),
      missing: this.missing.flatMap((node) => ((kept[node] as number) >= 0 ? [kept[node] as number] : [])),
      truncated: true,
    });
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
    const starts = this.#lineStarts;
    const last = this.#lastLine;
    // Extractors ask in source order: mostly the line asked for last, or the next one.
    if ((starts[last] as number) <= offset) {
      if (last + 1 >= starts.length || offset < (starts[last + 1] as number)) return last + 1;
      if (last + 2 >= starts.length || offset < (starts[last + 2] as number)) return (this.#lastLine = last + 1) + 1;
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    this.#lastLine = low;
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

/** So many nodes of a grammar must be the same in memory and by the cursor before its memory alone is read. */
const NODES_TO_COMPARE = 3000;
/** By grammar: nodes that were the same both ways; negative where something differed. */
const compared = new WeakMap<Language, number>();

/**
 * Reads a tree, which may be deleted afterwards: from the library's memory, once that has been shown to give what the cursor gives.
 * @param open how to walk it instead; tests compare the ways
 */
export function readFlatTree(tree: Tree, open?: (tree: Tree) => SyntaxCursor): FlatTreeParts {
  const same = compared.get(tree.language) ?? 0;
  if (open !== undefined || same < 0) return walkTree(tree, open ?? openCursor);
  const nodes = tree.rootNode.descendantCount;
  const memory = treeMemory(tree);
  const read = memory && new TreeMemoryReader(memory, nodes, MAX_SYNTAX_DEPTH).read();
  if (read !== undefined && same >= NODES_TO_COMPARE) return read;
  const walked = walkTree(tree, openCursor);
  compared.set(tree.language, read !== undefined && areEqual(read, walked) ? same + walked.count : -1);
  return walked;
}

function areEqual(one: FlatTreeParts, other: FlatTreeParts): boolean {
  if (one.count !== other.count || one.truncated !== other.truncated) return false;
  const lists = ({ kind, field, start, end, parent, after, missing }: FlatTreeParts) => [
    ...[kind, field, start, end, parent, after].map((part) => part.subarray(0, one.count)),
    missing,
  ];
  const others = lists(other);
  return lists(one).every((list, at) => {
    const mate = others[at];
    return list.length === mate?.length && list.every((value: number, index: number) => mate[index] === value);
  });
}

function walkTree(tree: Tree, open: (tree: Tree) => SyntaxCursor): FlatTreeParts {
  const capacity = tree.rootNode.descendantCount;
  const cursor = open(tree);
  const kind = new Uint16Array(capacity);
  const field = new Uint16Array(capacity);
  const start = new Int32Array(capacity);
  const end = new Int32Array(capacity);
  const parent = new Int32Array(capacity);
  const after = new Int32Array(capacity);
  const missing: number[] = [];
  let truncated = false;
  let depth = 0;
  let around = -1;
  let node = 0;
  walk: for (;;) {
    kind[node] = cursor.typeId();
    field[node] = cursor.fieldId();
    const from = cursor.start();
    const to = cursor.end();
    start[node] = from;
    end[node] = to;
    parent[node] = around;
    if (from === to && cursor.isMissing()) missing.push(node);
    const current = node++;
    if (cursor.gotoFirstChild()) {
      if (depth < MAX_SYNTAX_DEPTH) {
        around = current;
        depth++;
        continue;
      }
      truncated = true;
      cursor.gotoParent();
    }
    after[current] = node;
    while (!cursor.gotoNextSibling()) {
      if (around < 0) break walk;
      cursor.gotoParent();
      after[around] = node;
      around = parent[around] as number;
      depth--;
    }
  }
  cursor.delete();
  return { count: node, kind, field, start, end, parent, after, missing, truncated };
}

/** The memory of a tree, to be handed to another thread. */
export function treeBuffers(tree: FlatTreeParts): ArrayBuffer[] {
  return [tree.kind, tree.field, tree.start, tree.end, tree.parent, tree.after].map((part) => part.buffer);
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
  if (text.includes('\r')) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
    }
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return Int32Array.from(starts);
}
