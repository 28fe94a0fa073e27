import type { FlatTreeParts } from './flat-tree-parts.js';

/** Memory of the parser library, and where a tree lies in it. The views hold until the library takes more memory: use at once. */
export interface TreeMemory {
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly words: Int32Array;
  /** Address of the tree. */
  readonly tree: number;
}

// Where the library (WebAssembly, 32 bits) keeps what: see tree.h, subtree.h and parser.h of tree-sitter.
const LANGUAGE_OF_TREE = 8;
const SUBTREE_BYTES = 8;
/** A small leaf lies in the subtree itself: flags in its first byte, then these bytes. */
const Leaf = { INLINE: 1, VISIBLE: 2, EXTRA: 8, MISSING: 32, SYMBOL: 1, PADDING: 6, SIZE: 7 } as const;
/** Any other subtree is a pointer; its children lie before what it points to. */
const Data = { PADDING: 4, SIZE: 16, CHILDREN: 36, SYMBOL: 40, FLAGS: 44, VISIBLE_CHILDREN: 48, PRODUCTION: 66 } as const;
const DataFlag = { VISIBLE: 1, EXTRA: 4, MISSING: 512 } as const;
const Language = { FIELDS: 32, ALIAS_LENGTH: 36, FIELD_SLICES: 64, FIELD_ENTRIES: 68, SYMBOLS: 76, ALIASES: 84 } as const;

const ERROR_SYMBOL = 65535;
/** The library reads UTF-16: a code unit has two bytes. */
const UNIT_SHIFT = 1;

/** What is known of a subtree whose children are being read, and its place on the stack. */
const Frame = { CHILDREN: 0, INDEX: 1, COUNT: 2, STRUCTURAL: 3, PRODUCTION: 4, BYTE: 5, FIELD: 6, NODE: 7 } as const;
const FRAME_SIZE = 8;

/**
 * Reads a whole tree from the library's memory, node by node in pre-order, as its cursor would tell it: a cursor costs several calls
 * across the border for each node, which together are dearer than many a parse.
 */
export class TreeMemoryReader {
  readonly #bytes: Uint8Array;
  readonly #halves: Uint16Array;
  readonly #words: Int32Array;
  readonly #tree: number;
  readonly #capacity: number;
  readonly #depthLimit: number;
  readonly #aliases: number;
  readonly #aliasLength: number;
  readonly #symbols: number;
  readonly #fieldSlices: number;
  readonly #fieldEntries: number;
  readonly #kind: Uint16Array<ArrayBuffer>;
  readonly #field: Uint16Array<ArrayBuffer>;
  readonly #start: Int32Array<ArrayBuffer>;
  readonly #end: Int32Array<ArrayBuffer>;
  readonly #parent: Int32Array<ArrayBuffer>;
  readonly #after: Int32Array<ArrayBuffer>;
  readonly #missing: number[] = [];
  #count = 0;
  #truncated = false;
  #stack = new Int32Array(128 * FRAME_SIZE);
  /** Place of the innermost frame; negative when none is open. */
  #top = -FRAME_SIZE;
  /** Innermost node that is open, and its depth. */
  #around = -1;
  #depth = -1;
  /** What {@link #look} found. */
  #alias = 0;
  #fieldId = 0;

  /**
   * @param capacity nodes that the tree has
   * @param depthLimit of the deepest nodes that are read; the root has depth 0
   */
  constructor({ bytes, halves, words, tree }: TreeMemory, capacity: number, depthLimit: number) {
    this.#bytes = bytes;
    this.#halves = halves;
    this.#words = words;
    this.#tree = tree;
    this.#capacity = capacity;
    this.#depthLimit = depthLimit;
    const language = this.#word(tree + LANGUAGE_OF_TREE);
    this.#aliases = this.#word(language + Language.ALIASES);
    this.#aliasLength = this.#half(language + Language.ALIAS_LENGTH);
    this.#symbols = this.#word(language + Language.SYMBOLS);
    this.#fieldSlices = this.#word(language + Language.FIELDS) === 0 ? 0 : this.#word(language + Language.FIELD_SLICES);
    this.#fieldEntries = this.#word(language + Language.FIELD_ENTRIES);
    this.#kind = new Uint16Array(capacity);
    this.#field = new Uint16Array(capacity);
    this.#start = new Int32Array(capacity);
    this.#end = new Int32Array(capacity);
    this.#parent = new Int32Array(capacity);
    this.#after = new Int32Array(capacity);
  }

  /** The tree. Undefined when the memory does not hold one in the layout that is known here. To be called once. */
  read(): FlatTreeParts | undefined {
    const pointer = this.#word(this.#tree);
    if ((pointer & Leaf.INLINE) !== 0 || this.#capacity === 0) return undefined;
    const start = this.#word(pointer + Data.PADDING);
    const node = this.#addNode(this.#half(pointer + Data.SYMBOL), start, start + this.#word(pointer + Data.SIZE));
    if (this.#word(pointer + Data.CHILDREN) > 0) this.#enter(pointer, node, start);
    while (this.#top >= 0) {
      const frame = this.#top;
      if ((this.#stack[frame + Frame.INDEX] as number) >= (this.#stack[frame + Frame.COUNT] as number)) this.#leave(frame);
      else if (!this.#readChild(frame)) return undefined;
    }
    return {
      count: this.#count,
      kind: this.#kind,
      field: this.#field,
      start: this.#start,
      end: this.#end,
      parent: this.#parent,
      after: this.#after,
      missing: this.#missing,
      truncated: this.#truncated,
    };
  }

  /** Reads the next child of a frame. False when there are more nodes than the tree has. */
  #readChild(frame: number): boolean {
    const stack = this.#stack;
    const index = stack[frame + Frame.INDEX] as number;
    stack[frame + Frame.INDEX] = index + 1;
    const address = (stack[frame + Frame.CHILDREN] as number) + index * SUBTREE_BYTES;
    const pointer = this.#word(address);
    return (pointer & Leaf.INLINE) === 0 ? this.#readData(frame, pointer) : this.#readLeaf(frame, address, pointer);
  }

  #readLeaf(frame: number, address: number, flags: number): boolean {
    const size = this.#bytes[address + Leaf.SIZE] as number;
    const start = this.#advance(frame, this.#bytes[address + Leaf.PADDING] as number, size);
    this.#look(frame, (flags & Leaf.EXTRA) !== 0);
    const alias = this.#alias;
    if (alias === 0 && (flags & Leaf.VISIBLE) === 0) return true;
    if (this.#count === this.#capacity) return false;
    const symbol = alias === 0 ? (this.#bytes[address + Leaf.SYMBOL] as number) : alias;
    const node = this.#addNode(symbol, start, start + size);
    if (size === 0 && (flags & Leaf.MISSING) !== 0) this.#missing.push(node);
    return true;
  }

  #readData(frame: number, pointer: number): boolean {
    const size = this.#word(pointer + Data.SIZE);
    const start = this.#advance(frame, this.#word(pointer + Data.PADDING), size);
    const flags = this.#half(pointer + Data.FLAGS);
    this.#look(frame, (flags & DataFlag.EXTRA) !== 0);
    const alias = this.#alias;
    const hasChildren = this.#word(pointer + Data.CHILDREN) > 0 && this.#word(pointer + Data.VISIBLE_CHILDREN) > 0;
    if (alias === 0 && (flags & DataFlag.VISIBLE) === 0) {
      if (hasChildren) this.#enter(pointer, -1, start);
      return true;
    }
    if (this.#count === this.#capacity) return false;
    const symbol = alias === 0 ? this.#half(pointer + Data.SYMBOL) : alias;
    const node = this.#addNode(symbol, start, start + size);
    if (size === 0 && (flags & DataFlag.MISSING) !== 0) this.#missing.push(node);
    if (!hasChildren) return true;
    if (this.#depth + 1 < this.#depthLimit) this.#enter(pointer, node, start);
    else this.#truncated = true;
    return true;
  }

  /** Where the next child of a frame starts. What stands before the first child stands before its parent, too. */
  #advance(frame: number, padding: number, size: number): number {
    const stack = this.#stack;
    const isFirst = stack[frame + Frame.INDEX] === 1;
    const start = (stack[frame + Frame.BYTE] as number) + (isFirst ? 0 : padding);
    stack[frame + Frame.BYTE] = start + size;
    return start;
  }

  /** Finds what the grammar's rule calls the next child of a frame, and its field. What may stand anywhere has neither. */
  #look(frame: number, isExtra: boolean): void {
    this.#alias = 0;
    this.#fieldId = 0;
    if (isExtra) return;
    const stack = this.#stack;
    const place = stack[frame + Frame.STRUCTURAL] as number;
    stack[frame + Frame.STRUCTURAL] = place + 1;
    const production = stack[frame + Frame.PRODUCTION] as number;
    if (production !== 0) this.#alias = this.#half(this.#aliases + 2 * (production * this.#aliasLength + place));
    this.#fieldId = this.#fieldAt(production, place) || (stack[frame + Frame.FIELD] as number);
  }

  /** Field of a place in a rule; 0 for none. */
  #fieldAt(production: number, place: number): number {
    if (this.#fieldSlices === 0) return 0;
    const slice = this.#fieldSlices + 4 * production;
    let entry = this.#fieldEntries + 4 * this.#half(slice);
    for (let left = this.#half(slice + 2); left > 0; left--, entry += 4) {
      if (this.#bytes[entry + 2] === place && this.#bytes[entry + 3] === 0) return this.#half(entry);
    }
    return 0;
  }

  /** Adds a node; its field is what {@link #look} found. */
  #addNode(symbol: number, start: number, end: number): number {
    const node = this.#count++;
    this.#kind[node] = symbol === ERROR_SYMBOL ? symbol : this.#half(this.#symbols + 2 * symbol);
    this.#field[node] = this.#fieldId;
    this.#start[node] = start >> UNIT_SHIFT;
    this.#end[node] = end >> UNIT_SHIFT;
    this.#parent[node] = this.#around;
    this.#after[node] = node + 1;
    return node;
  }

  /** Opens a subtree. @param node its node; -1 when it is none itself, and its field is that of its children */
  #enter(pointer: number, node: number, start: number): void {
    this.#top += FRAME_SIZE;
    if (this.#top + FRAME_SIZE > this.#stack.length) this.#growStack();
    const stack = this.#stack;
    const frame = this.#top;
    const count = this.#word(pointer + Data.CHILDREN);
    stack[frame + Frame.CHILDREN] = pointer - count * SUBTREE_BYTES;
    stack[frame + Frame.INDEX] = 0;
    stack[frame + Frame.COUNT] = count;
    stack[frame + Frame.STRUCTURAL] = 0;
    stack[frame + Frame.PRODUCTION] = this.#half(pointer + Data.PRODUCTION);
    stack[frame + Frame.BYTE] = start;
    stack[frame + Frame.FIELD] = node < 0 ? this.#fieldId : 0;
    stack[frame + Frame.NODE] = node;
    if (node < 0) return;
    this.#around = node;
    this.#depth++;
  }

  #leave(frame: number): void {
    const node = this.#stack[frame + Frame.NODE] as number;
    this.#top -= FRAME_SIZE;
    if (node < 0) return;
    this.#after[node] = this.#count;
    this.#around = this.#parent[node] as number;
    this.#depth--;
  }

  #growStack(): void {
    const larger = new Int32Array(this.#stack.length * 2);
    larger.set(this.#stack);
    this.#stack = larger;
  }

  #word(address: number): number {
    return this.#words[address >> 2] as number;
  }

  #half(address: number): number {
    return this.#halves[address >> 1] as number;
  }
}
