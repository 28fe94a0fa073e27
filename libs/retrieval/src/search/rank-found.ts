import {
  SEARCH_FIELDS,
  type CandidateDocument,
  type RetrievalReaderPort,
  type RetrievedSymbol,
  type SymbolFilter,
  type VectorQuery,
} from '@codexgraph/graph-model';
import type { SearchFields } from '../descriptions/search-fields.js';
import { personalisedRank, type RankedNeighbour } from '../expansion/personalised-rank.js';
import type { RankingCandidate } from '../reranking/ranking-candidate.js';
import { rankCandidates } from '../reranking/rank-candidates.js';
import type { TreeRanker } from '../reranking/tree-ranker.js';
import { hitsById, type AskedQuestion, type SignalLists } from './ask-signals.js';
import { fusedScore } from './fuse-signals.js';
import { rankingCandidate, type RankedCandidate } from './candidate.js';
import { hasStage } from './search-request.js';

/** What ranking needs besides the question. */
export interface RankParts {
  readonly reader: Pick<RetrievalReaderPort, 'symbols' | 'candidates'>;
  /** Absent: the order of the fused lists stays. */
  readonly ranker: TreeRanker | undefined;
}

/** What was found, ranked, with the names of symbols on paths. */
export interface RankedFound {
  readonly ranked: readonly RankedCandidate[];
  readonly nameOf: (id: string) => string;
}

const SEEDS = 12;
/** Symbols that relations add to the candidates, at most. */
const EXPANSION = 40;
/** Candidates that are ranked; those behind by fusion alone seldom come to the front. */
const RANKED = 260;
const EMPTY_FIELDS = Object.fromEntries(SEARCH_FIELDS.map((field) => [field, ''])) as SearchFields;

/** What relations lead to from the best hits; none for modes that do not follow relations. */
export function expandHits({ request, memory, k }: AskedQuestion, lists: SignalLists): readonly RankedNeighbour[] {
  const mode = request.mode ?? 'hybrid';
  if (!hasStage(request, 'graph')) return [];
  const found = hitsById(lists);
  const shares = found.slice(0, SEEDS).map(([id], index) => [id, 1 / (1 + index)] as const);
  return personalisedRank(memory.graph, new Map(shares)).slice(0, mode === 'graph' ? Math.max(EXPANSION, k * 2) : EXPANSION);
}

/** Reads what the signals and the relations found, and ranks it. */
export async function rankFound(
  { reader, ranker }: RankParts,
  asked: AskedQuestion,
  found: { readonly lists: SignalLists; readonly expanded: readonly RankedNeighbour[]; readonly vector: VectorQuery | undefined },
): Promise<RankedFound> {
  const { request, k } = asked;
  const isGraph = request.mode === 'graph';
  const graph = found.expanded.map(({ id, rank }) => ({ id, score: rank }));
  const hits = new Map(hitsById(isGraph ? { graph } : { ...found.lists, graph }).slice(0, Math.max(RANKED, k)));
  const paths = new Map(found.expanded.map(({ id, path }) => [id, path]));
  const ids = [...hits.keys()];
  const onPaths = ids.flatMap((id) => (paths.get(id) ?? []).map(({ from }) => from));
  const [symbols, documents] = await Promise.all([
    reader.symbols(request.repository, [...new Set([...ids, ...onPaths])]),
    reader.candidates(request.repository, ids, found.vector),
  ]);
  const byId = new Map(symbols.map((symbol) => [symbol.id, symbol]));
  const texts = new Map(documents.map((document) => [document.id, document]));
  const candidates = ids.flatMap((id) => {
    const symbol = byId.get(id);
    if (symbol === undefined || !fits(symbol, request.filter)) return [];
    const base = {
      symbol,
      fields: { ...EMPTY_FIELDS, ...texts.get(id)?.fields },
      hits: hits.get(id) ?? {},
      path: paths.get(id) ?? [],
    };
    return [base];
  });
  const scores = isGraph
    ? new Map(graph.map(({ id, score }) => [id, score]))
    : scoresOf(hasStage(request, 'ranking') ? ranker : undefined, asked, { candidates, texts });
  return { ranked: ordered(candidates, scores), nameOf: (id) => shownName(byId.get(id)) };
}

type Unscored = Omit<RankedCandidate, 'score'>;

/** Share of its fused score that a symbol of a test keeps. */
const TEST_SHARE = 0.5;

function scoresOf(
  ranker: TreeRanker | undefined,
  { analysis, memory }: AskedQuestion,
  found: { readonly candidates: readonly Unscored[]; readonly texts: ReadonlyMap<string, CandidateDocument> },
): ReadonlyMap<string, number> {
  if (ranker === undefined)
    return new Map(found.candidates.map(({ symbol, hits }) => [symbol.id, fusedScore(hits) * (symbol.isTest ? TEST_SHARE : 1)]));
  const read = found.candidates.map((candidate) =>
    rankingCandidate(candidate, figuresOf(candidate.symbol.id, memory.graph, found.texts)),
  );
  const ranked = rankCandidates(analysis, read, {
    statistics: memory.statistics,
    wordVectors: memory.embedder.wordVectors,
    ...(memory.graph.symbolCount > 0 && { languageShare: memory.languageShare }),
    ranker,
  });
  return new Map(ranked.map(({ id, score }) => [id, score]));
}

function ordered(candidates: readonly Omit<RankedCandidate, 'score'>[], scores: ReadonlyMap<string, number>): RankedCandidate[] {
  return candidates
    .map((candidate) => ({ ...candidate, score: scores.get(candidate.symbol.id) ?? 0 }))
    .sort((left, right) => right.score - left.score || (left.symbol.id < right.symbol.id ? -1 : 1));
}

/** Of a hub this many neighbours tell enough. */
const MOST_NEIGHBOURS = 64;
const NEIGHBOUR_TYPES: ReadonlySet<string> = new Set(['CALLS', 'INSTANTIATES', 'USES', 'REFERENCES', 'INHERITS', 'OVERRIDES']);

function figuresOf(
  id: string,
  graph: AskedQuestion['memory']['graph'],
  texts: ReadonlyMap<string, CandidateDocument>,
): Pick<RankingCandidate, 'inDegree' | 'cosine' | 'neighbours'> {
  const number = graph.numberOf(id);
  const cosine = texts.get(id)?.cosine;
  return {
    ...(number === undefined ? { inDegree: 0 } : { inDegree: graph.degree(number).in, neighbours: neighboursOf(graph, number) }),
    ...(cosine === undefined ? {} : { cosine }),
  };
}

function neighboursOf(graph: AskedQuestion['memory']['graph'], number: number): string[] {
  const found = new Set<string>();
  graph.forEachStep(number, ({ to, type }) => {
    if (found.size < MOST_NEIGHBOURS && NEIGHBOUR_TYPES.has(type)) found.add(graph.ids[to] ?? '');
  });
  return [...found];
}

/** Filters hold for what relations bring, too. */
function fits(symbol: RetrievedSymbol, filter: SymbolFilter | undefined): boolean {
  if (symbol.label === 'EXTERNAL') return false;
  const { labels, pathPrefix = '', tests } = filter ?? {};
  if (labels !== undefined && !labels.includes(symbol.label)) return false;
  if (tests !== undefined && (tests === 'only') !== symbol.isTest) return false;
  return symbol.filePath.startsWith(pathPrefix);
}

function shownName(symbol: RetrievedSymbol | undefined): string {
  if (symbol === undefined) return 'a symbol';
  return symbol.class === undefined ? symbol.name : `${symbol.class}.${symbol.name}`;
}
