import type {
  HitOptions,
  RetrievalReaderPort,
  RetrievalState,
  RetrievedSymbol,
  ScoredSymbol,
  SymbolFilter,
  TextQuery,
} from '@codexgraph/graph-model';
import type { EmbedderWeights } from '../embedding/embedder-weights.js';
import { personalisedRank, type RankedNeighbour } from '../expansion/personalised-rank.js';
import { analyseQuery, type QueryAnalysis } from '../query/analyse-query.js';
import type { Candidate, Signal } from './candidate.js';
import { fusedScore, rankByFusion } from './fuse-signals.js';
import { reasonsOf } from './reasons.js';
import type { QueryEmbedder } from './query-embedder.js';
import { checkedHits, type SearchHit, type SearchMode, type SearchRequest, type SearchResult } from './search-request.js';
import { SearchMemories, type SearchMemory } from './search-state.js';
import { namesQuery, wordsQuery } from './signal-queries.js';

/** What a {@link Searcher} is made of. */
export interface SearcherParts {
  readonly reader: RetrievalReaderPort;
  /** Weights of the built-in model. */
  readonly weights: () => Promise<EmbedderWeights>;
  /** Embeds questions for vectors of other models than the built-in one; absent: those are not searched. */
  readonly queryEmbedder?: QueryEmbedder;
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs: () => number;
}

type Lists = Partial<Record<Signal, readonly ScoredSymbol[]>>;

const LEAST_LIST = 100;
const MOST_LIST = 1000;
const SEEDS = 12;
/** Symbols that relations add to the candidates, at most. */
const EXPANSION = 60;
const SIGNALS_OF: Readonly<Record<SearchMode, ReadonlySet<Signal>>> = {
  hybrid: new Set(['words', 'meaning', 'name', 'graph']),
  fulltext: new Set(['words', 'name']),
  vector: new Set(['meaning']),
  graph: new Set(['words', 'meaning', 'name', 'graph']),
};

/**
 * Finds symbols by what a text says of them. Signals are asked side by side, fused, followed along relations, and ranked; every hit tells why it is there.
 *
 * @example
 * const { hits } = await searcher.search({ repository: 'shop', text: 'how are retries handled?' }, signal);
 */
export class Searcher {
  readonly #parts: SearcherParts;
  readonly #memories: SearchMemories;

  constructor(parts: SearcherParts) {
    this.#parts = parts;
    this.#memories = new SearchMemories(parts.reader, parts.weights);
  }

  /** @throws NOT_FOUND (no such repository), BAD_INPUT, CANCELLED, DATABASE_* when no signal can answer */
  async search(request: SearchRequest, signal: AbortSignal): Promise<SearchResult> {
    const k = checkedHits(request);
    const stages: Record<string, number> = {};
    const timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
      const start = this.#parts.nowMs();
      try {
        return await work();
      } finally {
        stages[stage] = Math.round((this.#parts.nowMs() - start) * 100) / 100;
      }
    };
    const state = await timed('state', () => this.#parts.reader.state(request.repository));
    const memory = await timed('memory', () => this.#memories.of(state));
    const notes = notesOf(state);
    const analysis = analyseQuery(request.text);
    const asked = { request, state, memory, analysis, notes, k, signal };
    const lists = await timed('signals', () => this.#ask(asked));
    const expanded = await timed('graph', () => Promise.resolve(expand(asked, lists)));
    const candidates = await timed('symbols', () => this.#candidates(asked, lists, expanded));
    const ranked = rankByFusion(candidates.found, { testsAsked: asksForTests(request.filter, analysis) });
    const hits = ranked.slice(0, k).map((candidate): SearchHit => ({
      symbol: candidate.symbol,
      score: candidate.score,
      reasons: reasonsOf(candidate, analysis, candidates.nameOf),
    }));
    if (analysis.words.length === 0 && analysis.names.length === 0)
      notes.push('The question has no words that could be searched for.');
    return { revision: state.publishedRevision, hits, notes, stages };
  }

  /** Reads what searches of a repository keep in memory, so that the first one is as quick as the others. */
  async warm(repository: string): Promise<void> {
    await this.#memories.of(await this.#parts.reader.state(repository));
  }

  async #ask({ request, state, memory, analysis, notes, k, signal }: Asked): Promise<Lists> {
    const { repository, filter, mode = 'hybrid' } = request;
    const wanted = SIGNALS_OF[mode];
    const options: HitOptions = { k: Math.min(MOST_LIST, Math.max(LEAST_LIST, k * 2)), ...(filter && { filter }) };
    const asks: [Signal, Promise<readonly ScoredSymbol[]>][] = [];
    const askText = (name: Signal, query: TextQuery | undefined): void => {
      if (query !== undefined && wanted.has(name)) asks.push([name, this.#parts.reader.fulltext(repository, query, options)]);
    };
    askText('words', wordsQuery(analysis));
    askText('name', namesQuery(analysis, request.text));
    if (wanted.has('meaning'))
      asks.push(['meaning', this.#nearest({ state, memory, analysis, notes, signal }, request, options)]);
    const answers = await Promise.allSettled(asks.map(([, answer]) => answer));
    const lists: Lists = {};
    const failures: unknown[] = [];
    for (const [index, answer] of answers.entries()) {
      const [name] = asks[index] ?? ['words' as const];
      if (answer.status === 'fulfilled') lists[name] = answer.value;
      else failures.push(answer.reason);
    }
    signal.throwIfAborted();
    if (failures.length > 0 && failures.length === answers.length) throw failures[0];
    if (failures.length > 0) notes.push(`Some of the search did not answer and is missing: ${messageOf(failures[0])}`);
    return lists;
  }

  async #nearest(
    { state, memory, analysis, notes, signal }: Pick<Asked, 'state' | 'memory' | 'analysis' | 'notes' | 'signal'>,
    { repository, text }: SearchRequest,
    options: HitOptions,
  ): Promise<readonly ScoredSymbol[]> {
    const { active } = state;
    if (active === undefined) return [];
    const isBuiltIn = active.model === memory.embedder.identity;
    const vector = isBuiltIn
      ? memory.embedder.embedQuery(analysis)
      : await this.#parts.queryEmbedder?.embed({ text, space: active }, { signal, onProblem: (note) => notes.push(note) });
    if (vector === undefined) {
      if (this.#parts.queryEmbedder === undefined)
        notes.push(`The vectors are of ${active.model}, which is not configured here; the search goes without them.`);
      return [];
    }
    if (vector.every((value) => value === 0)) return [];
    return this.#parts.reader.nearest(repository, { space: active.space, vector }, options);
  }

  async #candidates(
    { request, memory }: Asked,
    lists: Lists,
    expanded: readonly RankedNeighbour[],
  ): Promise<{ found: Candidate[]; nameOf: (id: string) => string }> {
    const mode = request.mode ?? 'hybrid';
    const hits = hitsOf(mode === 'graph' ? {} : lists, expanded);
    const paths = new Map(expanded.map(({ id, path }) => [id, path]));
    const ids = new Set([...hits.keys(), ...expanded.flatMap(({ path }) => path.flatMap(({ from, to }) => [from, to]))]);
    const symbols = new Map<string, RetrievedSymbol>();
    for (const symbol of await this.#parts.reader.symbols(request.repository, [...ids])) symbols.set(symbol.id, symbol);
    const found = [...hits].flatMap(([id, hit]): Candidate[] => {
      const symbol = symbols.get(id);
      if (symbol === undefined || !fits(symbol, request.filter)) return [];
      const number = memory.graph.numberOf(id);
      const degree = number === undefined ? { in: 0, out: 0 } : memory.graph.degree(number);
      return [
        {
          symbol,
          hits: hit,
          path: paths.get(id) ?? [],
          importance: number === undefined ? 0 : (memory.importance[number] ?? 0),
          inDegree: degree.in,
          outDegree: degree.out,
        },
      ];
    });
    return { found, nameOf: (id) => shownName(symbols.get(id)) };
  }
}

interface Asked {
  readonly request: SearchRequest;
  readonly state: RetrievalState;
  readonly memory: SearchMemory;
  readonly analysis: QueryAnalysis;
  readonly notes: string[];
  readonly k: number;
  readonly signal: AbortSignal;
}

/** What relations lead to from the best hits. */
function expand({ request, memory }: Asked, lists: Lists): readonly RankedNeighbour[] {
  if (!SIGNALS_OF[request.mode ?? 'hybrid'].has('graph')) return [];
  const seeds = [...hitsOf(lists, [])]
    .map(([id, hits]) => [id, fusedScore({ hits })] as const)
    .sort(([left, leftScore], [right, rightScore]) => rightScore - leftScore || (left < right ? -1 : 1))
    .slice(0, SEEDS);
  const limit = Math.max(EXPANSION, request.mode === 'graph' ? (request.k ?? 0) * 2 : 0);
  return personalisedRank(memory.graph, new Map(seeds)).slice(0, limit);
}

function hitsOf(
  lists: Lists,
  expanded: readonly RankedNeighbour[],
): Map<string, Partial<Record<Signal, { score: number; place: number }>>> {
  const hits = new Map<string, Partial<Record<Signal, { score: number; place: number }>>>();
  const add = (signal: Signal, id: string, hit: { score: number; place: number }): void => {
    hits.set(id, { ...hits.get(id), [signal]: hit });
  };
  for (const [signal, list] of Object.entries(lists) as [Signal, readonly ScoredSymbol[]][])
    for (const [index, { id, score }] of list.entries()) add(signal, id, { score, place: index + 1 });
  for (const [index, { id, rank }] of expanded.entries()) add('graph', id, { score: rank, place: index + 1 });
  return hits;
}

function notesOf(state: RetrievalState): string[] {
  if (!state.textOnline) {
    return [
      `The search index of '${state.repository}' has not been built yet; run "codexgraph embed ${state.repository}", or wait while it is being built.`,
    ];
  }
  if (state.revision === state.publishedRevision) return [];
  return ['The search index is being brought up to the newest revision; symbols that are new or changed may be missing.'];
}

function asksForTests(filter: SymbolFilter | undefined, { words, paths }: QueryAnalysis): boolean {
  return filter?.tests === 'only' || words.some(({ word }) => word === 'test') || paths.some((path) => path.includes('test'));
}

/** Filters hold for what relations bring, too. */
function fits(symbol: RetrievedSymbol, filter: SymbolFilter | undefined): boolean {
  if (symbol.label === 'EXTERNAL') return false;
  if (filter === undefined) return true;
  const { labels, pathPrefix = '', tests } = filter;
  if (labels !== undefined && !labels.includes(symbol.label)) return false;
  if (tests !== undefined && (tests === 'only') !== symbol.isTest) return false;
  return symbol.filePath.startsWith(pathPrefix);
}

function shownName(symbol: RetrievedSymbol | undefined): string {
  if (symbol === undefined) return 'a symbol';
  return symbol.class === undefined ? symbol.name : `${symbol.class}.${symbol.name}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
