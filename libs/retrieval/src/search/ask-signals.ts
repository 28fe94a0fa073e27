import type {
  HitOptions,
  NodeLabel,
  RetrievalReaderPort,
  RetrievalState,
  ScoredSymbol,
  SymbolFilter,
  TextQuery,
  VectorQuery,
} from '@codexgraph/graph-model';
import { namesQuery, wordsQuery } from '../fusion/text-query.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import type { Signal, SignalHits } from './candidate.js';
import { fusedScore } from './fuse-signals.js';
import type { QueryEmbedder } from './query-embedder.js';
import { hasStage, type SearchRequest } from './search-request.js';
import type { SearchMemory } from './search-state.js';

/** A question with everything that the stages read. */
export interface AskedQuestion {
  readonly request: SearchRequest;
  readonly state: RetrievalState;
  readonly memory: SearchMemory;
  readonly analysis: QueryAnalysis;
  /** Told to the caller; stages add to it. */
  readonly notes: string[];
  readonly k: number;
  readonly signal: AbortSignal;
}

/** What the signals found, best first. */
export type SignalLists = Partial<Record<Signal, readonly ScoredSymbol[]>>;

/** Who answers. */
export interface SignalParts {
  readonly reader: Pick<RetrievalReaderPort, 'fulltext' | 'nearest'>;
  readonly queryEmbedder?: QueryEmbedder;
}

/** Without a wish for kinds: what people look for by meaning. Modules and fields would only crowd out what stands in them. */
const USUAL_LABELS: readonly NodeLabel[] = ['CLASS', 'FUNCTION', 'METHOD', 'TYPE', 'GLOBAL_VARIABLE'];
/** A short question with this word is about tests; a long report merely mentions them. */
const TEST_WORD = 'test';
const SHORT_QUESTION = 12;

const LEAST_LIST = 200;
const MOST_LIST = 1000;

/** Asks the signals of a mode side by side. One that fails is told in the notes; when all fail, the first failure is thrown. */
export async function askSignals(
  parts: SignalParts,
  asked: AskedQuestion,
  vector: VectorQuery | undefined,
): Promise<SignalLists> {
  const { request, memory, analysis, k, signal } = asked;
  const { repository, filter } = request;
  const options: HitOptions = {
    k: Math.min(MOST_LIST, Math.max(LEAST_LIST, k * 2)),
    filter: usualFilter(filter, analysis),
  };
  const asks: [Signal, Promise<readonly ScoredSymbol[]>][] = [];
  const askText = (name: 'words' | 'name', query: TextQuery): void => {
    if (query.terms.length > 0 && hasStage(request, name)) asks.push([name, parts.reader.fulltext(repository, query, options)]);
  };
  askText('words', wordsQuery(analysis, memory.statistics));
  askText('name', withBareNames(namesQuery(analysis), request.text));
  if (vector !== undefined && hasStage(request, 'meaning'))
    asks.push(['meaning', parts.reader.nearest(repository, vector, options)]);
  const answers = await Promise.allSettled(asks.map(([, answer]) => answer));
  signal.throwIfAborted();
  const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  if (failures.length > 0 && failures.length === answers.length) throw failures[0];
  if (failures.length > 0) asked.notes.push(`Part of the search did not answer and is missing: ${messageOf(failures[0])}`);
  const found = answers.map((answer, at) => [asks[at]?.[0], answer.status === 'fulfilled' ? answer.value : []] as const);
  return Object.fromEntries(found.filter(([name]) => name !== undefined)) as SignalLists;
}

/** Vector of the question by the model of the repository's vectors; undefined, with a note, when there is none. */
export async function questionVector(parts: SignalParts, asked: AskedQuestion): Promise<VectorQuery | undefined> {
  const { request, state, memory, analysis, notes, signal } = asked;
  const { active: space } = state;
  if (!hasStage(request, 'meaning')) return undefined;
  if (space === undefined) {
    // Without a text index, too, that is what is told.
    if (state.textOnline)
      notes.push(
        `There are no vectors of '${state.repository}' yet, so nothing is found by meaning; "codexgraph embed ${state.repository}" makes them.`,
      );
    return undefined;
  }
  const isBuiltIn = space.model === memory.embedder.identity;
  if (!isBuiltIn && parts.queryEmbedder === undefined) {
    notes.push(
      `The vectors are of ${space.model}, which is not at hand here; the search goes on without them until "codexgraph embed ${state.repository}" has run.`,
    );
    return undefined;
  }
  const vector = isBuiltIn
    ? memory.embedder.embedQuery(analysis)
    : await parts.queryEmbedder?.embed({ text: request.text, space }, { signal, onProblem: (note) => notes.push(note) });
  if (vector === undefined || vector.every((value) => value === 0)) return undefined;
  return { space: space.space, vector };
}

/** How the signals found each symbol, the best by fusion first. */
export function hitsById(lists: SignalLists): [string, SignalHits][] {
  const hits = new Map<string, SignalHits>();
  for (const [signal, list] of Object.entries(lists) as [Signal, readonly ScoredSymbol[]][])
    for (const [index, { id, score }] of list.entries()) hits.set(id, { ...hits.get(id), [signal]: { score, place: index + 1 } });
  return [...hits]
    .map(([id, found]) => ({ id, found, score: fusedScore(found) }))
    .sort((left, right) => right.score - left.score || (left.id < right.id ? -1 : 1))
    .map(({ id, found }) => [id, found]);
}

function usualFilter(filter: SymbolFilter | undefined, { words, length }: QueryAnalysis): SymbolFilter {
  const asksForTests = length <= SHORT_QUESTION && words.some(({ word }) => word === TEST_WORD);
  return { labels: USUAL_LABELS, ...(asksForTests ? {} : { tests: 'exclude' }), ...filter };
}

const LEAST_FUZZY = 5;

/** A question of one or two words may simply be a name, or the beginning of one, or one with a slip. */
function withBareNames(query: TextQuery, text: string): TextQuery {
  const words = text.trim().split(/\s+/u);
  if (words.length > 2) return query;
  const names = words.map((word) => word.toLowerCase()).filter((word) => /^[\p{L}\p{N}_.$]{2,100}$/u.test(word));
  const terms = names.flatMap((name) => [
    { text: name, weight: 2 },
    ...(name.length < LEAST_FUZZY
      ? []
      : [
          { text: name, weight: 0.6, match: 'prefix' as const },
          { text: name, weight: 0.3, match: 'fuzzy' as const },
        ]),
  ]);
  return { ...query, terms: [...query.terms, ...terms] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
