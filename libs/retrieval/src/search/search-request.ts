import { CodexGraphError, type RetrievedSymbol, type SymbolFilter } from '@codexgraph/graph-model';
import type { PathStep } from '../expansion/personalised-rank.js';
import type { Signal } from './candidate.js';

/** Which signals a search asks. `graph`: all, then only what relations lead to from there. */
export const SEARCH_MODES = ['hybrid', 'fulltext', 'vector', 'graph'] as const;

/** See {@link SEARCH_MODES}. */
export type SearchMode = (typeof SEARCH_MODES)[number];

/** Parts of a search that can be left out to measure what each brings: its signals, and the learned ranking. */
export const SEARCH_STAGES = ['words', 'name', 'meaning', 'graph', 'ranking'] as const;

/** See {@link SEARCH_STAGES}. */
export type SearchStage = (typeof SEARCH_STAGES)[number];

/** What to look for. */
export interface SearchRequest {
  readonly repository: string;
  /** Of any length; only its first 20,000 characters are read. */
  readonly text: string;
  /** Default `hybrid`. */
  readonly mode?: SearchMode;
  /** 1..1000; default 10. */
  readonly k?: number;
  /** Without `tests`: tests only for questions about tests, and lower. Without `labels`: classes, functions, methods, types and global variables. */
  readonly filter?: SymbolFilter;
  /** Of the stages of the mode, only these; default all. Without `ranking` hits come in the order of the fused lists. */
  readonly stages?: readonly SearchStage[];
}

/** Whether a search has a stage. */
export function hasStage({ mode = 'hybrid', stages }: SearchRequest, stage: SearchStage): boolean {
  return (stages?.includes(stage) ?? true) && (stage === 'ranking' || SIGNALS_OF[mode].has(stage));
}

/** Signals of each mode. */
const SIGNALS_OF: Readonly<Record<SearchMode, ReadonlySet<Signal>>> = {
  hybrid: new Set(['words', 'meaning', 'name', 'graph']),
  fulltext: new Set(['words', 'name']),
  vector: new Set(['meaning']),
  graph: new Set(['words', 'meaning', 'name', 'graph']),
};

/** Why a symbol is among the hits. */
export interface SearchReason {
  readonly signal: Signal | 'rerank';
  /** In words, such as `retry, max in its name`. */
  readonly text: string;
  /** For `graph`: how relations lead to it from another hit. */
  readonly path?: readonly PathStep[];
}

/** One hit. */
export interface SearchHit {
  readonly symbol: RetrievedSymbol;
  /** Higher is better, and may be below 0; to be compared within one answer only. */
  readonly score: number;
  /** At least one, the strongest first. */
  readonly reasons: readonly SearchReason[];
}

/** Answer of a search. */
export interface SearchResult {
  readonly revision: string;
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** What limits this answer, in sentences: an index that is being filled, a model that did not answer. Empty when nothing does. */
  readonly notes: readonly string[];
  /** Milliseconds by stage. */
  readonly stages: Readonly<Record<string, number>>;
}

/** Symbols that one search gives at most. */
export const MOST_HITS = 1000;
const DEFAULT_HITS = 10;

/** The number of hits to give. @throws BAD_INPUT for an empty text and for a number out of bounds. */
export function checkedHits({ text, k = DEFAULT_HITS }: SearchRequest): number {
  if (text.trim() === '')
    throw new CodexGraphError('BAD_INPUT', 'There is nothing to search for; say in a few words what the code does.');
  if (Number.isInteger(k) && k >= 1 && k <= MOST_HITS) return k;
  throw new CodexGraphError('BAD_INPUT', `A search gives 1 to ${String(MOST_HITS)} hits, not ${String(k)}; ask for fewer.`);
}
