import type { SymbolSource } from '@codexgraph/graph-model';
import type { JudgedHit } from './judge-hits.js';

const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const NAME_REPEATS = 3;
const CLASS_LINES = 40;
const JUDGED: ReadonlySet<string> = new Set(['FUNCTION', 'METHOD', 'CLASS']);

/** The floor that searching is measured against: BM25 over path, class, name and code of each definition, identifiers split, nothing else. */
export class PlainBm25 {
  readonly #hits: JudgedHit[] = [];
  readonly #lengths: number[] = [];
  readonly #postings = new Map<string, { readonly document: number; readonly count: number }[]>();

  /** Adds a definition; others than functions, methods and classes are left out. */
  add(symbol: SymbolSource): void {
    if (!JUDGED.has(symbol.label)) return;
    const document = this.#hits.length;
    const code = symbol.label === 'CLASS' ? symbol.code.split('\n').slice(0, CLASS_LINES).join('\n') : symbol.code;
    const name = plainWords(symbol.name);
    const words = [
      ...plainWords(symbol.filePath),
      ...Array.from({ length: NAME_REPEATS }, () => name).flat(),
      ...plainWords(symbol.class ?? ''),
      ...plainWords(code),
    ];
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) this.#postingsOf(word).push({ document, count });
    this.#hits.push({ name: symbol.name, class: symbol.class, filePath: symbol.filePath });
    this.#lengths.push(words.length);
  }

  /** Best first, at most `k`. */
  search(text: string, k: number): JudgedHit[] {
    const documents = this.#hits.length;
    const average = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents);
    const scores = new Map<number, number>();
    for (const word of new Set(plainWords(text))) {
      const postings = this.#postings.get(word) ?? [];
      const rarity = Math.log(1 + (documents - postings.length + 0.5) / (postings.length + 0.5));
      for (const { document, count } of postings) {
        const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * (this.#lengths[document] ?? 0)) / Math.max(1, average);
        const part = (rarity * count * (SATURATION + 1)) / (count + SATURATION * length);
        scores.set(document, (scores.get(document) ?? 0) + part);
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, k)
      .flatMap(([document]) => this.#hits[document] ?? []);
  }

  #postingsOf(word: string): { readonly document: number; readonly count: number }[] {
    const known = this.#postings.get(word);
    if (known !== undefined) return known;
    const fresh: { readonly document: number; readonly count: number }[] = [];
    this.#postings.set(word, fresh);
    return fresh;
  }
}

/** Words of a text: compounds split, lower case, a plural s dropped, single characters left out. */
function plainWords(text: string): string[] {
  const split = text.replace(/([a-z\d])([A-Z])/gu, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2');
  return [...split.toLowerCase().matchAll(/[a-z]+|\d+/gu)]
    .map(([word]) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word))
    .filter((word) => word.length > 1);
}
