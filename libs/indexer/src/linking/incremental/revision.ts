import { Question } from '../evaluation/evaluator.js';
import { State, type Entry } from '../evaluation/entry.js';
import type { Former } from '../evaluation/solver.js';
import type { LinkedFile } from '../program/linked-file.js';
import { ValueKind, type Value } from '../values/value.js';
import type { ValueSet } from '../values/value-set.js';
import { sameCalls } from './same-calls.js';

/** One change of the program: which answers it makes doubtful, and which it has really changed. */
export class Revision {
  /** Files whose link result may differ. */
  readonly suspects = new Set<LinkedFile>();
  readonly #marked: Entry[] = [];
  /** Values that are gone, or of which something differs that is read without asking. */
  readonly #touched = new Set<Value>();
  readonly #mentions = new Map<Value, boolean>();

  touch(values: readonly Value[]): void {
    for (const value of values) this.#touched.add(value);
  }

  /** The answer must be found anew. */
  markStale(entry: Entry): void {
    if (entry.state === State.FINAL) this.#marked.push(entry);
    else if (entry.state !== State.DIRTY) return;
    entry.state = State.STALE;
    if (entry.question === Question.LINK) this.suspects.add(entry.owner as LinkedFile);
    this.#spread(entry);
  }

  /** There is no answer any more, or another one: those who rest on it must be found anew. */
  markChanged(entry: Entry): void {
    for (const dependent of entry.dependents ?? []) this.markStale(dependent);
  }

  markDropped(entry: Entry): void {
    this.markChanged(entry);
    entry.state = State.DROPPED;
  }

  /** An entry was answered again: when it says something else, those who rest on it and are not answered yet are to be as well. */
  renewed(entry: Entry, former: Former): void {
    if (this.#isSame(entry, former)) return;
    this.forget(entry);
  }

  /** What rested on an entry and was not answered since must be found anew. */
  forget(entry: Entry): void {
    for (const dependent of entry.dependents ?? []) if (dependent.state === State.DIRTY) dependent.state = State.STALE;
  }

  /** Drops what nobody asked for again. */
  end(): void {
    for (const entry of this.#marked) {
      if (entry.isPending && entry.question !== Question.LINK) entry.state = State.DROPPED;
    }
  }

  /** All that rests on an entry is in doubt. What is gone for good is forgotten on the way. */
  #spread(from: Entry): void {
    const open = [from];
    for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
      if (entry.dependents === undefined) continue;
      entry.dependents = entry.dependents.filter((dependent) => !dependent.isDropped);
      for (const dependent of entry.dependents) {
        if (dependent.state !== State.FINAL) continue;
        dependent.state = State.DIRTY;
        this.#marked.push(dependent);
        if (dependent.question === Question.LINK) this.suspects.add(dependent.owner as LinkedFile);
        open.push(dependent);
      }
    }
  }

  #isSame(entry: Entry, former: Former): boolean {
    // Those who rest on it took over how many levels it needs.
    if (entry.need > former.need) return false;
    if (entry.question === Question.SITES) return sameCalls(former.listed, entry.listed, (value) => this.#isTouched(value));
    return entry.value.equals(former.value) && !this.#mentionsTouched(entry.value);
  }

  #mentionsTouched(set: ValueSet): boolean {
    return this.#touched.size > 0 && set.values.some((value) => this.#isTouched(value));
  }

  #isTouched(value: Value): boolean {
    if (this.#touched.has(value)) return true;
    const known = this.#mentions.get(value);
    if (known !== undefined) return known;
    const found = this.#hasTouchedPart(value);
    this.#mentions.set(value, found);
    return found;
  }

  #hasTouchedPart(value: Value): boolean {
    switch (value.kind) {
      case ValueKind.INSTANCE:
        return this.#isTouched(value.of) || value.arguments.some((set) => this.#mentionsTouched(set));
      case ValueKind.TUPLE:
        return value.items.some((set) => this.#mentionsTouched(set));
      case ValueKind.FUNCTION: {
        const { receiver, result } = value;
        return (receiver !== undefined && this.#isTouched(receiver)) || (result !== undefined && this.#mentionsTouched(result));
      }
      case ValueKind.SELF:
        return this.#isTouched(value.of);
      case ValueKind.SUPER:
        return this.#isTouched(value.after) || this.#isTouched(value.receiver);
      default:
        return false;
    }
  }
}
