import type { AdjacentPair, RetrievalReaderPort, SymbolSource } from '@codexgraph/graph-model';
import { SymbolGraph } from '../expansion/symbol-graph.js';
import { neighbourIds, symbolNeighbours, type SymbolNames } from './symbol-neighbours.js';
import type { SymbolNeighbours } from '../descriptions/search-fields.js';

/** Characters of a body that are read; what follows says little that is new. */
export const MAX_CODE_LENGTH = 16_000;
/** Name under which the relations of a repository are kept. */
export const GRAPH_BLOB = 'relations';
const NAMES_PER_READ = 5000;

/** What changed from one revision to the next. */
export interface SearchChange {
  /** The revision before. */
  readonly baseRevision: string;
  /** Symbols that are new or changed in any way, ends of changed relations included. */
  readonly touchedIds: ReadonlySet<string>;
  readonly deletedIds: ReadonlySet<string>;
}

/** Symbols to be prepared, with the graph around them. */
export interface Corpus {
  readonly graph: SymbolGraph;
  readonly symbols: readonly SymbolSource[];
  /** True when `symbols` are all of the repository. */
  readonly isWhole: boolean;
  readonly neighboursOf: (id: string) => SymbolNeighbours;
}

/** Reads a whole repository. */
export async function readWholeCorpus(reader: RetrievalReaderPort, repository: string): Promise<Corpus> {
  const symbols: SymbolSource[] = [];
  for await (const symbol of reader.sources(repository, { maxCodeLength: MAX_CODE_LENGTH })) symbols.push(symbol);
  const graph = SymbolGraph.of(
    symbols.map((symbol) => symbol.id),
    await collected(reader.adjacency(repository)),
  );
  const byId = new Map(symbols.map((symbol) => [symbol.id, symbol]));
  return { graph, symbols, isWhole: true, neighboursOf: (id) => symbolNeighbours(graph, id, (other) => byId.get(other)) };
}

/** Reads what a change touched; `graph` are the relations before it. */
export async function readChangedCorpus(
  reader: RetrievalReaderPort,
  repository: string,
  { graph, change }: { readonly graph: SymbolGraph; readonly change: SearchChange },
): Promise<Corpus> {
  const ids = [...change.touchedIds].filter((id) => !change.deletedIds.has(id));
  const symbols: SymbolSource[] = [];
  for await (const symbol of reader.sources(repository, { maxCodeLength: MAX_CODE_LENGTH, ids })) symbols.push(symbol);
  const there = symbols.map((symbol) => symbol.id);
  const pairs = await collected(reader.adjacency(repository, { around: there }));
  const next = graph.changed({ removed: change.deletedIds, added: there, touched: ids, pairs });
  const names = new Map<string, SymbolNames>(symbols.map((symbol) => [symbol.id, symbol]));
  const unknown = [...new Set(there.flatMap((id) => neighbourIds(next, id)))].filter((id) => !names.has(id));
  for (let start = 0; start < unknown.length; start += NAMES_PER_READ)
    for (const symbol of await reader.symbols(repository, unknown.slice(start, start + NAMES_PER_READ)))
      names.set(symbol.id, symbol);
  return { graph: next, symbols, isWhole: false, neighboursOf: (id) => symbolNeighbours(next, id, (other) => names.get(other)) };
}

/** The relations that the last refresh kept; undefined when they are not of `revision`. */
export async function readKeptGraph(
  reader: Pick<RetrievalReaderPort, 'blob'>,
  repository: string,
  revision: string | undefined,
): Promise<SymbolGraph | undefined> {
  if (revision === undefined) return undefined;
  const blob = await reader.blob(repository, GRAPH_BLOB);
  if (blob?.version !== revision) return undefined;
  try {
    return SymbolGraph.fromBytes(blob.bytes);
  } catch {
    // Bytes of another version of the product: they are made anew.
    return undefined;
  }
}

async function collected(pairs: AsyncIterable<AdjacentPair>): Promise<AdjacentPair[]> {
  const list: AdjacentPair[] = [];
  for await (const pair of pairs) list.push(pair);
  return list;
}
