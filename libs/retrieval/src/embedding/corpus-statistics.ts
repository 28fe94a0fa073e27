import { SEARCH_FIELDS, type SearchField } from '@codexgraph/graph-model';
import type { SearchFields } from '../descriptions/search-fields.js';

/** How often words occur in the documents of one repository: what weights of words rest on. */
export class CorpusStatistics {
  readonly documents: number;
  readonly #frequencies: ReadonlyMap<string, number>;
  readonly #averageLengths: Readonly<Record<SearchField, number>>;

  private constructor(
    documents: number,
    frequencies: ReadonlyMap<string, number>,
    lengths: Readonly<Record<SearchField, number>>,
  ) {
    this.documents = documents;
    this.#frequencies = frequencies;
    this.#averageLengths = lengths;
  }

  /** Counts the documents of a repository; one pass. */
  static async of(documents: Iterable<SearchFields> | AsyncIterable<SearchFields>): Promise<CorpusStatistics> {
    const frequencies = new Map<string, number>();
    const totals = Object.fromEntries(SEARCH_FIELDS.map((field) => [field, 0])) as Record<SearchField, number>;
    let count = 0;
    for await (const fields of documents) {
      count++;
      for (const word of countFields(fields, totals)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    }
    const lengths = Object.fromEntries(SEARCH_FIELDS.map((field) => [field, totals[field] / Math.max(1, count)]));
    return new CorpusStatistics(count, frequencies, lengths as Record<SearchField, number>);
  }

  /** Reads what {@link toBytes} wrote. */
  static fromBytes(bytes: Uint8Array): CorpusStatistics {
    const { documents, lengths, words, counts } = JSON.parse(new TextDecoder().decode(bytes)) as {
      readonly documents: number;
      readonly lengths: Record<SearchField, number>;
      readonly words: string;
      readonly counts: readonly number[];
    };
    const frequencies = new Map(words.split(' ').map((word, at) => [word, counts[at] ?? 0]));
    return new CorpusStatistics(documents, frequencies, lengths);
  }

  /** The statistics as bytes; equal statistics give equal bytes. */
  toBytes(): Uint8Array {
    const entries = [...this.#frequencies].sort(([a], [b]) => (a < b ? -1 : 1));
    return new TextEncoder().encode(
      JSON.stringify({
        documents: this.documents,
        lengths: this.#averageLengths,
        words: entries.map(([word]) => word).join(' '),
        counts: entries.map(([, count]) => count),
      }),
    );
  }

  /** Weight of a word: greater than 0, the greater the fewer documents have it. */
  weightOf(word: string): number {
    const count = this.#frequencies.get(word) ?? 0;
    return Math.log(1 + (this.documents - count + 0.5) / (count + 0.5));
  }

  /** Whether any document has the word. */
  knows(word: string): boolean {
    return this.#frequencies.has(word);
  }

  /** Average number of words of a field. */
  averageLength(field: SearchField): number {
    return this.#averageLengths[field];
  }
}

/** Adds the lengths of a document's fields to `totals`. Gives its distinct words, those of its identifier left out. */
function countFields(fields: SearchFields, totals: Record<SearchField, number>): ReadonlySet<string> {
  const distinct = new Set<string>();
  for (const field of SEARCH_FIELDS) {
    const words = wordsOfField(fields[field]);
    totals[field] += words.length;
    if (field !== 'identifier') for (const word of words) distinct.add(word);
  }
  return distinct;
}

/** The words of a field's text. */
export function wordsOfField(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}
