import type { RetrievedSymbol } from '@codexgraph/graph-model';
import type { PathStep } from '../expansion/personalised-rank.js';
import { foldWord } from '../text/words-of-text.js';
import { splitIdentifier } from '../text/split-identifier.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import { matchedWords } from '../reranking/rank-candidates.js';
import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import { rankingCandidate, SIGNALS, type RankedCandidate, type Signal } from './candidate.js';
import type { SearchReason } from './search-request.js';

const MOST_WORDS = 5;

const OUTWARD: Readonly<Record<string, string>> = {
  CALLS: 'calls',
  INSTANTIATES: 'makes',
  INHERITS: 'inherits from',
  OVERRIDES: 'overrides',
  USES: 'uses',
  REFERENCES: 'names',
  IMPORTS: 'imports',
  CONTAINS: 'contains',
  HAS_METHOD: 'has the method',
  HAS_FIELD: 'has the field',
};
const INWARD: Readonly<Record<string, string>> = {
  CALLS: 'is called by',
  INSTANTIATES: 'is made by',
  INHERITS: 'is inherited by',
  OVERRIDES: 'is overridden by',
  USES: 'is used by',
  REFERENCES: 'is named by',
  IMPORTS: 'is imported by',
  CONTAINS: 'stands in',
  HAS_METHOD: 'is a method of',
  HAS_FIELD: 'is a field of',
};

const PLACES: Readonly<Record<string, string>> = {
  name: 'its name',
  path: 'its path',
  signature: 'its signature',
  description: 'its description',
  code: 'its code',
  context: 'what is around it',
};
const MOST_PLACES = 3;

/** What telling reasons needs besides the candidate. */
export interface ReasonParts {
  readonly analysis: QueryAnalysis;
  readonly statistics: CorpusStatistics;
  /** Text of the question. */
  readonly text: string;
  /** Name of a symbol on a path. */
  readonly nameOf: (id: string) => string;
}

/** Why a candidate is there, the strongest place first. */
export function reasonsOf(candidate: RankedCandidate, parts: ReasonParts): SearchReason[] {
  const { hits, symbol, path } = candidate;
  const texts: Readonly<Record<Signal, () => string | undefined>> = {
    name: () => nameText(symbol, parts.analysis),
    words: () => wordsText(candidate, parts),
    meaning: () => `its meaning is near to the question (${(hits.meaning?.score ?? 0).toFixed(2)})`,
    graph: () => (path.length > 0 ? pathText(path, parts.nameOf) : undefined),
  };
  const reasons = SIGNALS.flatMap((signal) => {
    const hit = hits[signal];
    const text = hit && texts[signal]();
    if (hit === undefined || text === undefined) return [];
    return [{ place: hit.place, reason: { signal, text, ...(signal === 'graph' && { path }) } }];
  });
  if (reasons.length === 0) return [{ signal: 'graph', text: 'much of what was found is related to it' }];
  return reasons.sort((left, right) => left.place - right.place).map((each) => each.reason);
}

/** A path in words: `Session.send calls retry, which uses limit`. */
export function pathText(path: readonly PathStep[], nameOf: (id: string) => string): string {
  return path
    .map(({ from, to, type, direction }, index) => {
      const verb = (direction === 'out' ? OUTWARD : INWARD)[type] ?? type;
      return `${index === 0 ? nameOf(from) : 'which'} ${verb} ${nameOf(to)}`;
    })
    .join(', ');
}

function nameText({ name }: RetrievedSymbol, { names, strongNames }: QueryAnalysis): string {
  const lower = name.toLowerCase();
  const isWritten = [...names, ...strongNames].some((written) => written === lower || written.endsWith(`.${lower}`));
  return isWritten ? `the question names ${name}` : `its name ${name} is like a name of the question`;
}

function wordsText(candidate: RankedCandidate, { analysis, statistics, text }: ReasonParts): string {
  const written = new Map(splitIdentifier(text).map((word) => [foldWord(word.toLowerCase()), word.toLowerCase()]));
  const told = new Set<string>();
  const places: string[] = [];
  for (const { field, words } of matchedWords(analysis, rankingCandidate(candidate), statistics)) {
    const fresh = words.filter((word) => !told.has(word)).slice(0, MOST_WORDS);
    if (fresh.length === 0 || places.length === MOST_PLACES) continue;
    for (const word of fresh) told.add(word);
    places.push(`${fresh.map((word) => written.get(word) ?? word).join(', ')} in ${PLACES[field] ?? field}`);
  }
  return places.length === 0 ? 'words like those of the question' : places.join('; ');
}
