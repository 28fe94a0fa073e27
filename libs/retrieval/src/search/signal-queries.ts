import type { SearchField, SearchTerm, TextQuery } from '@codexgraph/graph-model';
import type { QueryAnalysis } from '../query/analyse-query.js';

/** How much a word counts by where it stands. */
export const FIELD_WEIGHTS: Readonly<Record<Exclude<SearchField, 'identifier'>, number>> = {
  name: 3,
  description: 2,
  signature: 1,
  path: 1,
  code: 1,
  context: 0.5,
};

const MOST_WORDS = 64;
const MOST_NAMES = 24;
const LEAST_FUZZY = 5;
const STRONG = 2;

/** Words of a question as a full-text query; undefined when it has none. */
export function wordsQuery(analysis: QueryAnalysis): TextQuery | undefined {
  const terms = analysis.words.slice(0, MOST_WORDS).map(({ word, weight }) => ({ text: word, weight }));
  return terms.length === 0 ? undefined : { terms, fieldWeights: FIELD_WEIGHTS };
}

/** Names that a question writes, as whole names: exact, the beginning, and one or two letters wrong. Short questions are taken for names too. */
export function namesQuery(analysis: QueryAnalysis, text: string): TextQuery | undefined {
  const strong = new Set(analysis.strongNames);
  const names = [...new Set([...analysis.strongNames, ...analysis.names, ...bareWords(text)])].slice(0, MOST_NAMES);
  const terms = names.flatMap((name): SearchTerm[] => {
    const weight = strong.has(name) ? STRONG : 1;
    return [
      { text: name, weight: weight * 4 },
      ...(name.length >= LEAST_FUZZY && names.length <= 3
        ? ([
            { text: name, weight, match: 'prefix' },
            { text: name, weight: weight / 2, match: 'fuzzy' },
          ] as const)
        : []),
    ];
  });
  return terms.length === 0 ? undefined : { terms, fieldWeights: { identifier: 1 } };
}

/** A question of one or two words may simply be a name. */
function bareWords(text: string): string[] {
  const words = text.trim().split(/\s+/u);
  return words.length > 2 ? [] : words.map((word) => word.toLowerCase()).filter((word) => /^[\w.$]{2,100}$/u.test(word));
}
