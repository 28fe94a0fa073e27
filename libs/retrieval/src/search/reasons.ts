import type { RetrievedSymbol } from '@codexgraph/graph-model';
import type { PathStep } from '../expansion/personalised-rank.js';
import { wordsOfText } from '../text/words-of-text.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import type { Candidate } from './candidate.js';
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

/** Why a candidate is there, the strongest place first. `nameOf` gives the name of a symbol on a path. */
export function reasonsOf(candidate: Candidate, analysis: QueryAnalysis, nameOf: (id: string) => string): SearchReason[] {
  const { hits, symbol, path } = candidate;
  const found: { readonly place: number; readonly reason: SearchReason }[] = [];
  if (hits.name !== undefined)
    found.push({ place: hits.name.place, reason: { signal: 'name', text: nameText(symbol, analysis) } });
  if (hits.words !== undefined)
    found.push({ place: hits.words.place, reason: { signal: 'words', text: wordsText(symbol, analysis) } });
  if (hits.meaning !== undefined)
    found.push({
      place: hits.meaning.place,
      reason: { signal: 'meaning', text: `its meaning is near to the question (${hits.meaning.score.toFixed(2)})` },
    });
  if (hits.graph !== undefined && path.length > 0)
    found.push({ place: hits.graph.place, reason: { signal: 'graph', text: pathText(path, nameOf), path } });
  if (found.length === 0 && hits.graph !== undefined)
    found.push({ place: hits.graph.place, reason: { signal: 'graph', text: 'much of what was found is related to it' } });
  return found.sort((left, right) => left.place - right.place).map((each) => each.reason);
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

function wordsText(symbol: RetrievedSymbol, { words }: QueryAnalysis): string {
  const places: readonly (readonly [string, string])[] = [
    ['its name', symbol.name],
    ['its description', `${symbol.docstring ?? ''} ${symbol.description ?? ''}`],
    ['its signature', symbol.signature ?? ''],
    ['its path', `${symbol.filePath} ${symbol.qualifiedName}`],
  ];
  const left = new Set(words.map(({ word }) => word));
  const texts: string[] = [];
  for (const [place, text] of places) {
    const found = [...new Set(wordsOfText(text))].filter((word) => left.delete(word)).slice(0, MOST_WORDS);
    if (found.length > 0) texts.push(`${found.join(', ')} in ${place}`);
  }
  return texts.length === 0 ? 'words of the question in its code' : texts.join('; ');
}
