import { SEARCH_FIELDS, type SearchDocument, type SearchField, type SearchTerm, type TextQuery } from '@codexgraph/graph-model';

const K1 = 1.2;
const B = 0.75;
const SHORT_WORD = 6;

interface FieldFigures {
  readonly documents: number;
  readonly averageLength: number;
  readonly frequencies: ReadonlyMap<string, number>;
}

/** Scores of documents for a query, as Lucene gives them: weighted BM25 of each term and field, summed. Prefix and fuzzy matches count 1 times their weight. */
export function bm25(documents: readonly SearchDocument[], query: TextQuery): Map<string, number> {
  const scores = new Map<string, number>();
  for (const field of SEARCH_FIELDS) {
    const weight = query.fieldWeights[field] ?? 0;
    if (weight <= 0) continue;
    const figures = figuresOf(documents, field);
    for (const document of documents) {
      const words = wordsOf(document, field);
      if (words.length === 0) continue;
      const score = query.terms
        .filter((term) => term.fields?.includes(field) ?? true)
        .reduce((sum, term) => sum + term.weight * weight * termScore(term, words, figures), 0);
      if (score > 0) scores.set(document.id, (scores.get(document.id) ?? 0) + score);
    }
  }
  return scores;
}

function termScore(term: SearchTerm, words: readonly string[], figures: FieldFigures): number {
  if (term.match === 'prefix') return words.some((word) => word.startsWith(term.text)) ? 1 : 0;
  if (term.match === 'fuzzy') {
    const edits = term.text.length < SHORT_WORD ? 1 : 2;
    return words.some((word) => distance(word, term.text) <= edits) ? 1 : 0;
  }
  const frequency = words.filter((word) => word === term.text).length;
  if (frequency === 0) return 0;
  const containing = figures.frequencies.get(term.text) ?? 0;
  const idf = Math.log(1 + (figures.documents - containing + 0.5) / (containing + 0.5));
  return (idf * frequency) / (frequency + K1 * (1 - B + (B * words.length) / figures.averageLength));
}

function figuresOf(documents: readonly SearchDocument[], field: SearchField): FieldFigures {
  const frequencies = new Map<string, number>();
  let count = 0;
  let length = 0;
  for (const document of documents) {
    const words = wordsOf(document, field);
    if (words.length === 0) continue;
    count += 1;
    length += words.length;
    for (const word of new Set(words)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  return { documents: count, averageLength: length / Math.max(1, count), frequencies };
}

function wordsOf(document: SearchDocument, field: SearchField): readonly string[] {
  return (document.fields[field] ?? '').split(' ').filter((word) => word !== '');
}

/** Edits between two words: insertions, deletions, replacements. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
