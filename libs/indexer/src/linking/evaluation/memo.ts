import type { LinkedFile } from '../program/linked-file.js';
import { Question } from './evaluator.js';
import { Entry } from './entry.js';

/** Questions about terms: nearly all that are asked. Their entries are found by term in a typed array. */
const TERM_QUESTIONS: readonly number[] = [Question.VALUE, Question.SLOTS, Question.TYPE];

/**
 * Entries of one file, by question, index, name and level. Entries of one question on several levels are a chain; the
 * first whose answer holds for the level ends the search.
 */
export class Memo {
  readonly #owner: LinkedFile;
  /** By question: place in {@link #heads} of a term's first entry, plus one. */
  readonly #byTerm: (Int32Array | undefined)[] = [];
  readonly #heads: Entry[] = [];
  /** By question, then index. */
  readonly #byIndex: (Map<number, Entry> | undefined)[] = [];
  /** By name, then index and question. */
  readonly #byName = new Map<string, Map<number, Entry>>();

  constructor(owner: LinkedFile) {
    this.#owner = owner;
  }

  /** The entry of a question at a level; undefined when it was not asked yet. */
  find(question: number, index: number, name: string | undefined, level: number): Entry | undefined {
    for (let entry = this.#head(question, index, name); entry !== undefined; entry = entry.next) {
      if (entry.holdsAt(level) && !entry.isDropped) return entry;
    }
    return undefined;
  }

  /** A new entry for a question that {@link find} does not know. */
  add(question: number, index: number, name: string | undefined, level: number): Entry {
    const entry = new Entry(this.#owner, question, index, name, level);
    let next = this.#head(question, index, name);
    while (next?.isDropped === true) next = next.next;
    entry.next = next;
    this.#setHead(question, index, name, entry);
    return entry;
  }

  /** Takes an entry over, under the index that it has now. */
  adopt(entry: Entry): void {
    entry.next = this.#head(entry.question, entry.index, entry.name);
    this.#setHead(entry.question, entry.index, entry.name, entry);
  }

  *all(): Iterable<Entry> {
    for (const head of this.#heads) yield* chain(head);
    for (const entries of this.#byIndex) if (entries !== undefined) for (const head of entries.values()) yield* chain(head);
    for (const entries of this.#byName.values()) for (const head of entries.values()) yield* chain(head);
  }

  #head(question: number, index: number, name: string | undefined): Entry | undefined {
    if (name !== undefined) return this.#byName.get(name)?.get(namedKey(question, index));
    if (TERM_QUESTIONS.includes(question)) {
      const place = this.#byTerm[question]?.[index] ?? 0;
      return place === 0 ? undefined : this.#heads[place - 1];
    }
    return this.#byIndex[question]?.get(index);
  }

  #setHead(question: number, index: number, name: string | undefined, entry: Entry): void {
    if (name !== undefined) {
      let entries = this.#byName.get(name);
      if (entries === undefined) this.#byName.set(name, (entries = new Map<number, Entry>()));
      entries.set(namedKey(question, index), entry);
    } else if (TERM_QUESTIONS.includes(question)) {
      const places = (this.#byTerm[question] ??= new Int32Array(this.#owner.termCount));
      const place = places[index] as number;
      if (place > 0) this.#heads[place - 1] = entry;
      else places[index] = this.#heads.push(entry);
    } else (this.#byIndex[question] ??= new Map<number, Entry>()).set(index, entry);
  }
}

const QUESTION_SLOTS = 32;

function namedKey(question: number, index: number): number {
  return index * QUESTION_SLOTS + question;
}

function* chain(head: Entry): Iterable<Entry> {
  for (let entry: Entry | undefined = head; entry !== undefined; entry = entry.next) yield entry;
}
