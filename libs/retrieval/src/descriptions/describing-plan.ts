import type { NodeLabel, RetrievalReaderPort, SymbolSource } from '@codexgraph/graph-model';
import { ESTIMATED_TOKENS } from '@codexgraph/llm';
import { importance } from '../expansion/importance.js';
import { SymbolGraph } from '../expansion/symbol-graph.js';
import { MAX_CODE_LENGTH, readKeptGraph } from '../refresh/corpus.js';
import { throwIfStopped } from '../refresh/stopped.js';
import { describedHash } from './described-hash.js';
import { describedText } from './described-text.js';

/** A text that a model is to describe. */
export interface PlannedText {
  /** Symbols that have it, the most important first. */
  readonly ids: readonly [string, ...string[]];
  readonly hash: string;
  /** Of its text in a prompt, by an estimate that is rather too high. */
  readonly tokens: number;
}

/** What a model has to describe in a repository. */
export interface DescribingPlan {
  /** The published revision that was read. */
  readonly revision: string;
  readonly graph: SymbolGraph;
  /** Symbols that a model describes at all: definitions with code and without documentation. */
  readonly symbols: number;
  /** Of these, symbols whose text this model has described before. */
  readonly kept: number;
  /** Ids of kept ones whose description does not stand at the symbol yet. */
  readonly unshown: readonly string[];
  /** What is left to do, the most important first; a text that several symbols have is there once. */
  readonly waiting: readonly PlannedText[];
}

/** What to plan. */
export interface PlanRequest {
  readonly repository: string;
  /** Name of the model. */
  readonly model: string;
  /** Code of tests, too. */
  readonly tests: boolean;
  readonly signal: AbortSignal;
}

/** What names of neighbours and the number of a piece take. */
const NAMES_TOKENS = 60;
/** Modules and values are told well enough by what they hold. */
const DESCRIBED_LABELS: ReadonlySet<NodeLabel> = new Set(['CLASS', 'FUNCTION', 'METHOD', 'TYPE']);

/** Reads what is to be described. Holds hashes and sizes of the symbols, not their texts. @throws NOT_FOUND, CANCELLED, DATABASE_* */
export async function planDescribing(
  reader: Pick<RetrievalReaderPort, 'sources' | 'adjacency' | 'state' | 'blob' | 'keptDescriptions'>,
  request: PlanRequest,
): Promise<DescribingPlan> {
  const { repository, model, signal } = request;
  const state = await reader.state(repository);
  const known = new Set<string>();
  for await (const row of reader.keptDescriptions(repository)) if (row.model === model) known.add(row.hash);
  const found = new FoundSymbols(known, request);
  for await (const symbol of reader.sources(repository, { maxCodeLength: MAX_CODE_LENGTH })) {
    throwIfStopped(signal, 'Nothing was described.');
    found.add(symbol);
  }
  const graph =
    (await readKeptGraph(reader, repository, state.publishedRevision)) ?? (await readGraph(reader, repository, found.ids));
  return { revision: state.publishedRevision, graph, ...found.inOrder(graph) };
}

class FoundSymbols {
  readonly ids: string[] = [];
  readonly #known: ReadonlySet<string>;
  readonly #request: PlanRequest;
  readonly #waiting = new Map<string, { readonly tokens: number; readonly ids: [string, ...string[]] }>();
  readonly #unshown: string[] = [];
  #symbols = 0;
  #kept = 0;

  constructor(known: ReadonlySet<string>, request: PlanRequest) {
    this.#known = known;
    this.#request = request;
  }

  add(symbol: SymbolSource): void {
    this.ids.push(symbol.id);
    if (!isDescribed(symbol, this.#request)) return;
    this.#symbols += 1;
    const hash = describedHash(symbol);
    if (this.#known.has(hash)) {
      this.#kept += 1;
      if (symbol.descriptionModel !== this.#request.model || symbol.descriptionHash !== hash) this.#unshown.push(symbol.id);
      return;
    }
    const same = this.#waiting.get(hash);
    if (same === undefined)
      this.#waiting.set(hash, { tokens: ESTIMATED_TOKENS.count(describedText(symbol)) + NAMES_TOKENS, ids: [symbol.id] });
    else same.ids.push(symbol.id);
  }

  inOrder(graph: SymbolGraph): Omit<DescribingPlan, 'revision' | 'graph'> {
    const ranks = importance(graph);
    const rankOf = (id: string): number => ranks[graph.numberOf(id) ?? -1] ?? 0;
    const ranked = [...this.#waiting].map(([hash, { tokens, ids }]) => {
      ids.sort((left, right) => rankOf(right) - rankOf(left) || byCodeUnits(left, right));
      return { planned: { ids, hash, tokens }, rank: rankOf(ids[0]) };
    });
    ranked.sort((left, right) => right.rank - left.rank || byCodeUnits(left.planned.ids[0], right.planned.ids[0]));
    const waiting = ranked.map(({ planned }) => planned);
    return { symbols: this.#symbols, kept: this.#kept, unshown: this.#unshown, waiting };
  }
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isDescribed(symbol: SymbolSource, { tests }: PlanRequest): boolean {
  if (!DESCRIBED_LABELS.has(symbol.label) || symbol.descriptionSource === 'docstring') return false;
  return symbol.code.trim() !== '' && (tests || !symbol.isTest);
}

async function readGraph(
  reader: Pick<RetrievalReaderPort, 'adjacency'>,
  repository: string,
  ids: readonly string[],
): Promise<SymbolGraph> {
  const pairs = [];
  for await (const pair of reader.adjacency(repository)) pairs.push(pair);
  return SymbolGraph.of(ids, pairs);
}
