import { CodexGraphError, RELATION_TYPES, type AdjacentPair, type RelationType } from '@codexgraph/graph-model';

/** One step from a symbol to a neighbour. */
export interface GraphStep {
  /** Number of the neighbour. */
  readonly to: number;
  readonly type: RelationType;
  /** 'out' along the relation, 'in' against it. */
  readonly direction: 'out' | 'in';
  readonly confidence: AdjacentPair['confidence'];
}

const CONFIDENCES = ['exact', 'inferred', 'candidate'] as const;
const TYPE_NUMBERS = new Map<string, number>(RELATION_TYPES.map((type, number) => [type, number]));
const CONFIDENCE_SHIFT = 4;
const TYPE_MASK = (1 << CONFIDENCE_SHIFT) - 1;
const FORMAT = 1;
const HEADER_BYTES = 16;

/** Relations leaving the symbols, one list behind the other. */
interface Rows {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Type and confidence. */
  readonly kinds: Uint8Array;
}

/**
 * The symbols of one revision and their relations in compressed rows: 10 bytes a relation (both directions), and the ids. Symbols are numbered in the order
 * of their ids. Never changes; {@link SymbolGraph.changed} makes another one.
 */
export class SymbolGraph {
  readonly ids: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #out: Rows;
  readonly #in: Rows;

  private constructor(ids: readonly string[], out: Rows) {
    this.ids = ids;
    this.#numbers = new Map(ids.map((id, number) => [id, number]));
    this.#out = out;
    this.#in = reversed(out);
  }

  /** Pairs that name unknown ids are left out; of several alike one is kept. */
  static of(ids: Iterable<string>, pairs: Iterable<AdjacentPair>): SymbolGraph {
    const sorted = [...new Set(ids)].sort(byCodeUnits);
    const numbers = new Map(sorted.map((id, number) => [id, number]));
    const sources: number[] = [];
    const targets: number[] = [];
    const kinds: number[] = [];
    for (const pair of pairs) {
      const [source, target] = [numbers.get(pair.source), numbers.get(pair.target)];
      if (source === undefined || target === undefined) continue;
      sources.push(source);
      targets.push(target);
      kinds.push(kindOf(pair));
    }
    return new SymbolGraph(sorted, compressed(sorted.length, { sources, targets, kinds }));
  }

  /** What {@link SymbolGraph.toBytes} wrote. @throws INTERNAL for bytes of another format; read the relations again then. */
  static fromBytes(source: Uint8Array): SymbolGraph {
    // A copy of its own: a view into a larger buffer may start anywhere.
    const bytes = new Uint8Array(source);
    const [format = 0, symbols = 0, relations = 0, idBytes = 0] = headerOf(bytes);
    const size = HEADER_BYTES + 4 * (symbols + 1) + 4 * relations + relations + idBytes;
    if (format !== FORMAT || bytes.length !== size)
      throw new CodexGraphError('INTERNAL', 'Stored relations are of another version; refresh the search of the repository.');
    const body = bytes.slice(HEADER_BYTES).buffer;
    const starts = new Uint32Array(body, 0, symbols + 1);
    const ends = new Uint32Array(body, 4 * (symbols + 1), relations);
    const kinds = new Uint8Array(body, 4 * (symbols + 1 + relations), relations);
    const text = new TextDecoder().decode(new Uint8Array(body, 4 * (symbols + 1) + 5 * relations, idBytes));
    return new SymbolGraph(symbols === 0 ? [] : text.split('\n'), { starts, ends, kinds });
  }

  /** The same graph gives the same bytes. */
  toBytes(): Uint8Array {
    const ids = new TextEncoder().encode(this.ids.join('\n'));
    const { starts, ends, kinds } = this.#out;
    const header = Uint32Array.of(FORMAT, this.ids.length, ends.length, ids.length);
    const parts = [header, starts, ends, kinds, ids].map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    return bytes;
  }

  get symbolCount(): number {
    return this.ids.length;
  }

  get relationCount(): number {
    return this.#out.ends.length;
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Relations that leave and that reach a symbol. */
  degree(number: number): { readonly out: number; readonly in: number } {
    return { out: lengthOf(this.#out, number), in: lengthOf(this.#in, number) };
  }

  /** Calls `visit` for each relation of a symbol, those that leave it first, in a stable order. */
  forEachStep(number: number, visit: (step: GraphStep) => void): void {
    visitRow(this.#out, number, (step) => visit({ ...step, direction: 'out' }));
    visitRow(this.#in, number, (step) => visit({ ...step, direction: 'in' }));
  }

  /**
   * The graph after a change: `removed` are gone, `added` are there, and the relations that touch `touched` are exactly those among `pairs`.
   */
  changed(change: {
    readonly removed: Iterable<string>;
    readonly added: Iterable<string>;
    readonly touched: Iterable<string>;
    readonly pairs: Iterable<AdjacentPair>;
  }): SymbolGraph {
    const removed = new Set(change.removed);
    const touched = new Set([...change.touched, ...removed]);
    const ids = new Set([...this.ids.filter((id) => !removed.has(id)), ...change.added]);
    return SymbolGraph.of(ids, both(this.#pairsWithout(touched), change.pairs));
  }

  *#pairsWithout(touched: ReadonlySet<string>): Generator<AdjacentPair> {
    const { starts, ends, kinds } = this.#out;
    for (const [number, source] of this.ids.entries()) {
      if (touched.has(source)) continue;
      for (let place = starts[number] ?? 0; place < (starts[number + 1] ?? 0); place += 1) {
        const target = this.ids[ends[place] ?? 0] ?? '';
        if (!touched.has(target)) yield { source, target, ...unpacked(kinds[place] ?? 0), count: 1 };
      }
    }
  }
}

function headerOf(bytes: Uint8Array): Uint32Array {
  return bytes.length < HEADER_BYTES ? new Uint32Array(0) : new Uint32Array(bytes.slice(0, HEADER_BYTES).buffer);
}

function* both<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first;
  yield* second;
}

function kindOf(pair: AdjacentPair): number {
  return (TYPE_NUMBERS.get(pair.type) ?? 0) | (CONFIDENCES.indexOf(pair.confidence) << CONFIDENCE_SHIFT);
}

function unpacked(kind: number): Pick<AdjacentPair, 'type' | 'confidence'> {
  return {
    type: RELATION_TYPES[kind & TYPE_MASK] ?? 'REFERENCES',
    confidence: CONFIDENCES[kind >> CONFIDENCE_SHIFT] ?? 'candidate',
  };
}

function compressed(
  symbols: number,
  {
    sources,
    targets,
    kinds,
  }: { readonly sources: readonly number[]; readonly targets: readonly number[]; readonly kinds: readonly number[] },
): Rows {
  const order = Uint32Array.from(sources.keys()).sort((left, right) => {
    const bySource = (sources[left] ?? 0) - (sources[right] ?? 0);
    return bySource || (targets[left] ?? 0) - (targets[right] ?? 0) || (kinds[left] ?? 0) - (kinds[right] ?? 0);
  });
  const isSame = (left: number, right: number): boolean =>
    sources[left] === sources[right] && targets[left] === targets[right] && kinds[left] === kinds[right];
  const kept = order.filter((place, index) => index === 0 || !isSame(place, order[index - 1] ?? 0));
  const starts = new Uint32Array(symbols + 1);
  for (const place of kept) starts[(sources[place] ?? 0) + 1] = (starts[(sources[place] ?? 0) + 1] ?? 0) + 1;
  accumulate(starts);
  return {
    starts,
    ends: Uint32Array.from(kept, (place) => targets[place] ?? 0),
    kinds: Uint8Array.from(kept, (place) => kinds[place] ?? 0),
  };
}

/** The same relations, seen from where they end. */
function reversed({ starts, ends, kinds }: Rows): Rows {
  const back = new Uint32Array(starts.length);
  for (const end of ends) back[end + 1] = (back[end + 1] ?? 0) + 1;
  accumulate(back);
  const next = back.slice();
  const rows = { starts: back, ends: new Uint32Array(ends.length), kinds: new Uint8Array(ends.length) };
  for (let source = 0; source + 1 < starts.length; source += 1) {
    for (let place = starts[source] ?? 0; place < (starts[source + 1] ?? 0); place += 1) {
      const target = ends[place] ?? 0;
      const at = next[target] ?? 0;
      rows.ends[at] = source;
      rows.kinds[at] = kinds[place] ?? 0;
      next[target] = at + 1;
    }
  }
  return rows;
}

function accumulate(starts: Uint32Array): void {
  for (let index = 1; index < starts.length; index += 1) starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0);
}

function lengthOf({ starts }: Rows, number: number): number {
  return (starts[number + 1] ?? 0) - (starts[number] ?? 0);
}

function visitRow(rows: Rows, number: number, visit: (step: Omit<GraphStep, 'direction'>) => void): void {
  for (let place = rows.starts[number] ?? 0; place < (rows.starts[number + 1] ?? 0); place += 1)
    visit({ to: rows.ends[place] ?? 0, ...unpacked(rows.kinds[place] ?? 0) });
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
