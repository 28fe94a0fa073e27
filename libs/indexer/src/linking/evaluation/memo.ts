import type { LinkedFile } from '../program/linked-file.js';
import { Entry } from './solver.js';

/** Slot for answers that do not depend on the level. */
const ANY_LEVEL = 7;
const LEVEL_SLOTS = 8;
const QUESTION_SLOTS = 32;

/** Entries of one file, by question, index, name and level. */
export class Memo {
  readonly #owner: LinkedFile;
  readonly #entries = new Map<number, Entry>();
  readonly #named = new Map<string, Map<number, Entry>>();

  constructor(owner: LinkedFile) {
    this.#owner = owner;
  }

  /** The entry of a question at a level; made when there is none. */
  entry(question: number, index: number, name: string | undefined, level: number): Entry {
    const entries = this.#entriesOf(name);
    const base = (index * QUESTION_SLOTS + question) * LEVEL_SLOTS;
    const shared = entries.get(base + ANY_LEVEL);
    if (shared !== undefined && !shared.isDropped) return shared;
    const known = entries.get(base + level);
    if (known !== undefined && !known.isDropped) return known;
    const entry = new Entry(this.#owner, question, index, name, level);
    entries.set(base + level, entry);
    return entry;
  }

  /** Makes an answer hold for all levels. */
  share(entry: Entry): void {
    const base = (entry.index * QUESTION_SLOTS + entry.question) * LEVEL_SLOTS;
    this.#entriesOf(entry.name).set(base + ANY_LEVEL, entry);
  }

  *all(): Iterable<Entry> {
    yield* this.#entries.values();
    for (const entries of this.#named.values()) yield* entries.values();
  }

  #entriesOf(name: string | undefined): Map<number, Entry> {
    if (name === undefined) return this.#entries;
    let entries = this.#named.get(name);
    if (entries === undefined) this.#named.set(name, (entries = new Map<number, Entry>()));
    return entries;
  }
}
