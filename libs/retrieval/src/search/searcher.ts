import { CodexGraphError, type RetrievalReaderPort, type RetrievalState } from '@codexgraph/graph-model';
import type { EmbedderWeights } from '../embedding/embedder-weights.js';
import { analyseQuery } from '../query/analyse-query.js';
import type { TreeRanker } from '../reranking/tree-ranker.js';
import { askSignals, questionVector, type AskedQuestion } from './ask-signals.js';
import type { QueryEmbedder } from './query-embedder.js';
import { expandHits, rankFound } from './rank-found.js';
import { reasonsOf } from './reasons.js';
import { rerankHits, type ModelReranker, type RerankedHits } from './rerank-hits.js';
import type { RankedCandidate } from './candidate.js';
import {
  checkedHits,
  hasStage,
  type SearchHit,
  type SearchReason,
  type SearchRequest,
  type SearchResult,
} from './search-request.js';
import { SearchMemories } from './search-state.js';

/** What a {@link Searcher} is made of. */
export interface SearcherParts {
  readonly reader: Pick<
    RetrievalReaderPort,
    'fulltext' | 'nearest' | 'symbols' | 'candidates' | 'codes' | 'vectorsOf' | 'state' | 'blob'
  >;
  /** Weights of the built-in model. */
  readonly weights: () => Promise<EmbedderWeights>;
  /** Undefined: hits come in the order of the fused lists. */
  readonly ranker: () => Promise<TreeRanker | undefined>;
  /** Puts the best hits into their last order; absent: what ranked them has. */
  readonly reranker?: ModelReranker;
  /** Embeds questions for vectors of other models than the built-in one; absent: those are not searched. */
  readonly queryEmbedder?: QueryEmbedder;
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs: () => number;
}

/**
 * Finds symbols by what a text says of them. Signals are asked side by side, followed along relations, and ranked; every hit tells why it is there.
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
    try {
      const result = await this.#search(request, k, signal);
      const gone = result.hits.length > 0 ? undefined : await this.#gone(request.repository);
      if (gone === undefined) return result;
      throw gone;
    } catch (error) {
      throw (signal.aborted ? undefined : await this.#gone(request.repository)) ?? error;
    }
  }

  async #search(request: SearchRequest, k: number, signal: AbortSignal): Promise<SearchResult> {
    const { stages, timed } = stopwatch(this.#parts.nowMs);
    const { reader } = this.#parts;
    const notes: string[] = [];
    const state = await timed('state', () => reader.state(request.repository));
    const [memory, ranker] = await timed('memory', () => Promise.all([this.#memories.of(state), this.#ranker(notes)]));
    notes.push(...notesOf(state));
    const analysis = analyseQuery(request.text);
    const asked: AskedQuestion = { request, state, memory, analysis, notes, k, signal };
    const vector = await timed('embed', () => questionVector(this.#parts, asked));
    const lists = await timed('signals', () => askSignals(this.#parts, asked, vector));
    const expanded = await timed('graph', () => Promise.resolve(expandHits(asked, lists)));
    const found = await timed('rank', () => rankFound({ reader, ranker }, asked, { lists, expanded, vector }));
    const { ranked, movedFrom } = await timed('rerank', () => this.#reranked(asked, found.ranked));
    const parts = { analysis, statistics: memory.statistics, text: request.text, nameOf: found.nameOf };
    const hits = ranked.slice(0, k).map((candidate): SearchHit => {
      const { symbol, score } = candidate;
      const place = movedFrom.get(symbol.id);
      const reasons = reasonsOf(candidate, parts);
      return { symbol, score, reasons: place === undefined ? reasons : [this.#rerankReason(place), ...reasons] };
    });
    if (analysis.words.length === 0 && analysis.names.length === 0)
      asked.notes.push('The question has no words that could be searched for.');
    return { revision: state.publishedRevision, hits, notes: asked.notes, stages };
  }

  /** Symbols whose meaning is nearest to that of one symbol, without itself. Empty when it has no vector. @throws NOT_FOUND, BAD_INPUT */
  async similar(repository: string, id: string, k: number): Promise<readonly SearchHit[]> {
    checkedHits({ repository, text: id, k });
    const { reader } = this.#parts;
    const { active } = await reader.state(repository);
    const vector = active && (await reader.vectorsOf(repository, active.space, [id])).get(id);
    if (vector === undefined) return [];
    const found = await reader.nearest(repository, { space: active?.space ?? 'a', vector }, { k: Math.min(1000, k + 1) });
    const others = found.filter((hit) => hit.id !== id).slice(0, k);
    const scores = new Map(others.map((hit) => [hit.id, hit.score]));
    const symbols = await reader.symbols(repository, [...scores.keys()]);
    return symbols.map((symbol) => {
      const score = scores.get(symbol.id) ?? 0;
      return { symbol, score, reasons: [{ signal: 'meaning', text: `its meaning is near (${score.toFixed(2)})` }] };
    });
  }

  /** Reads what searches of a repository keep in memory, so that the first one is as quick as the others. @throws NOT_FOUND */
  async warm(repository: string): Promise<void> {
    await Promise.all([this.#memories.of(await this.#parts.reader.state(repository)), this.#ranker([])]);
  }

  async #reranked(asked: AskedQuestion, ranked: readonly RankedCandidate[]): Promise<RerankedHits> {
    const { reader, reranker } = this.#parts;
    const { request, notes, signal } = asked;
    const isAsked = hasStage(request, 'ranking') && request.mode !== 'graph';
    if (reranker === undefined || !isAsked) return { ranked, movedFrom: new Map() };
    const { repository, text } = request;
    const reranked = await rerankHits({ reader, ...reranker }, { repository, text, ranked, signal });
    if (reranked.note !== undefined) notes.push(reranked.note);
    return reranked;
  }

  #rerankReason(place: number): SearchReason {
    const model = this.#parts.reranker?.reranker.identity.model ?? '';
    return { signal: 'rerank', text: `the re-ranker ${model} moved it up from place ${String(place)}` };
  }

  /** What is told of a repository that was deleted while it was searched, rather than what failed for it; undefined while it is there. */
  async #gone(repository: string): Promise<CodexGraphError | undefined> {
    try {
      await this.#parts.reader.state(repository);
      return undefined;
    } catch (error) {
      return CodexGraphError.isInstance(error) && error.code === 'NOT_FOUND' ? error : undefined;
    }
  }

  /** Without its weights the search still answers, in the order of the fused lists. */
  async #ranker(notes: string[]): Promise<TreeRanker | undefined> {
    try {
      return await this.#parts.ranker();
    } catch {
      notes.push('The weights of the ranker cannot be read; hits come in the order of the fused lists.');
      return undefined;
    }
  }
}

function notesOf({ repository, textOnline, revision, publishedRevision }: RetrievalState): string[] {
  if (!textOnline)
    return [
      `The search index of '${repository}' is not there yet; it is being built, or "codexgraph embed ${repository}" builds it.`,
    ];
  if (revision === publishedRevision) return [];
  return ['The search index is being brought up to the newest revision; symbols that are new or changed may be missing.'];
}

function stopwatch(nowMs: () => number): {
  readonly stages: Record<string, number>;
  readonly timed: <T>(stage: string, work: () => Promise<T>) => Promise<T>;
} {
  const stages: Record<string, number> = {};
  const timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    const start = nowMs();
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError')
        throw new CodexGraphError('CANCELLED', 'The search was cancelled.', { cause: error });
      throw error;
    } finally {
      stages[stage] = Math.round((nowMs() - start) * 100) / 100;
    }
  };
  return { stages, timed };
}
