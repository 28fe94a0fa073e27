import { Parser, type Tree } from 'web-tree-sitter';
import type { TreeMemory } from './tree-memory.js';

/** Functions of the WebAssembly module that a walk needs; all take the tree's address and keep their cursor in a shared buffer. */
interface CursorExports {
  readonly _ts_tree_root_node_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_new_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_delete_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_current_node_type_id_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_field_id_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_node_is_missing_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_start_index_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_end_index_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_first_child_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_next_sibling_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_parent_wasm: (tree: number) => number;
}

/** A walk over one tree. Only one may be open at a time in a thread. */
export interface SyntaxCursor {
  typeId(): number;
  fieldId(): number;
  /** Valid for nodes of no length only. */
  isMissing(): boolean;
  start(): number;
  end(): number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  delete(): void;
}

const CURSOR_EXPORTS = [
  '_ts_tree_root_node_wasm',
  '_ts_tree_cursor_new_wasm',
  '_ts_tree_cursor_delete_wasm',
  '_ts_tree_cursor_current_node_type_id_wasm',
  '_ts_tree_cursor_current_field_id_wasm',
  '_ts_tree_cursor_current_node_is_missing_wasm',
  '_ts_tree_cursor_start_index_wasm',
  '_ts_tree_cursor_end_index_wasm',
  '_ts_tree_cursor_goto_first_child_wasm',
  '_ts_tree_cursor_goto_next_sibling_wasm',
  '_ts_tree_cursor_goto_parent_wasm',
] as const satisfies readonly (keyof CursorExports)[];

/** Views of the library's memory; others take their place when it grows. */
interface MemoryViews {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAP32: Int32Array;
}

const moduleOptions: Partial<CursorExports & MemoryViews> = {};
let started: Promise<void> | undefined;

/** Starts the parser library of this thread; later calls return the first start. */
export function startParserRuntime(): Promise<void> {
  started ??= Parser.init(moduleOptions);
  return started;
}

/**
 * A cursor at the root. The public cursor of the library copies itself into WebAssembly memory at every property, which makes a walk
 * dearer than the parse. The library fills the options object it is given with its functions; calling those directly, with the cursor
 * left where it is, costs a third. Where they are missing (another version, started by someone else) the public cursor serves.
 */
export function openCursor(tree: Tree): SyntaxCursor {
  const address = addressOf(tree);
  if (address !== undefined && CURSOR_EXPORTS.every((name) => typeof moduleOptions[name] === 'function')) {
    return new DirectCursor(moduleOptions as CursorExports, address);
  }
  return new PublicCursor(tree);
}

/** Where a tree lies in the library's memory; undefined where the library does not show it. */
export function treeMemory(tree: Tree): TreeMemory | undefined {
  const address = addressOf(tree);
  const { HEAPU8: bytes, HEAPU16: halves, HEAP32: words } = moduleOptions;
  const isShown = address !== undefined && bytes !== undefined && halves !== undefined && words !== undefined;
  return isShown ? { bytes, halves, words, tree: address } : undefined;
}

function addressOf(tree: Tree): number | undefined {
  const address = (tree as unknown as Readonly<Record<number, unknown>>)[0];
  return typeof address === 'number' ? address : undefined;
}

/** Calls the WebAssembly functions; no other call into the library may come between. */
class DirectCursor implements SyntaxCursor {
  readonly #library: CursorExports;
  readonly #tree: number;

  constructor(library: CursorExports, tree: number) {
    this.#library = library;
    this.#tree = tree;
    library._ts_tree_root_node_wasm(tree);
    library._ts_tree_cursor_new_wasm(tree);
  }

  typeId(): number {
    return this.#library._ts_tree_cursor_current_node_type_id_wasm(this.#tree);
  }

  fieldId(): number {
    return this.#library._ts_tree_cursor_current_field_id_wasm(this.#tree);
  }

  isMissing(): boolean {
    return this.#library._ts_tree_cursor_current_node_is_missing_wasm(this.#tree) === 1;
  }

  start(): number {
    return this.#library._ts_tree_cursor_start_index_wasm(this.#tree);
  }

  end(): number {
    return this.#library._ts_tree_cursor_end_index_wasm(this.#tree);
  }

  gotoFirstChild(): boolean {
    return this.#library._ts_tree_cursor_goto_first_child_wasm(this.#tree) === 1;
  }

  gotoNextSibling(): boolean {
    return this.#library._ts_tree_cursor_goto_next_sibling_wasm(this.#tree) === 1;
  }

  gotoParent(): boolean {
    return this.#library._ts_tree_cursor_goto_parent_wasm(this.#tree) === 1;
  }

  delete(): void {
    this.#library._ts_tree_cursor_delete_wasm(this.#tree);
  }
}

/** The library's own cursor. */
export class PublicCursor implements SyntaxCursor {
  readonly #cursor: ReturnType<Tree['walk']>;

  constructor(tree: Tree) {
    this.#cursor = tree.walk();
  }

  typeId(): number {
    return this.#cursor.nodeTypeId;
  }

  fieldId(): number {
    return this.#cursor.currentFieldId;
  }

  isMissing(): boolean {
    return this.#cursor.nodeIsMissing;
  }

  start(): number {
    return this.#cursor.startIndex;
  }

  end(): number {
    return this.#cursor.endIndex;
  }

  gotoFirstChild(): boolean {
    return this.#cursor.gotoFirstChild();
  }

  gotoNextSibling(): boolean {
    return this.#cursor.gotoNextSibling();
  }

  gotoParent(): boolean {
    return this.#cursor.gotoParent();
  }

  delete(): void {
    this.#cursor.delete();
  }
}
