import type { ValueSet as Values } from '../values/value-set.js';
import { ValueSet } from '../values/value-set.js';
import type { CallIndex } from './call-index.js';

/**
 * States of an entry. A final one becomes DIRTY when something that it rests on may change, and STALE when its own answer must be
 * found anew; both keep their answer, so that the next can be compared with it.
 */
export const State = { NEW: 0, RUNNING: 1, PROVISIONAL: 2, FINAL: 3, DROPPED: 4, DIRTY: 5, STALE: 6 } as const;

/** Need of an answer that is cut off at the lowest level. */
export const UNBOUNDED = 99;

/** Who an entry belongs to: the file whose facts it reads. */
export interface EntryOwner {
  readonly path: string;
  /** Never changes while the process lives: nobody needs to know who rests on it. */
  readonly isLibrary: boolean;
}

/** One memoised question and its answer. */
export class Entry {
  value: Values = ValueSet.EMPTY;
  state: number = State.NEW;
  /** Rests on answers of other owners. */
  crossing = false;
  /** Levels below its own that its answer rests on: on any level above as many it is the same. {@link UNBOUNDED} when it ran into the lowest. */
  need = 0;
  /** While it is answered: the lowest level that the answer holds for; -1 when it holds for its own level alone. */
  validFrom = -1;
  /** Somebody asked while it was running. */
  isHead = false;
  /** Entries that rest on this one: others' and crossing ones. */
  dependents: Entry[] | undefined;
  /** The other way round: others' and crossing entries that this one rests on. */
  dependencies: Entry[] | undefined;
  /** Calls that an answered question about calls listed: they are no set of values. */
  listed: CallIndex | undefined;
  /** The same question on another level. */
  next: Entry | undefined;
  /** While provisional: when it was computed, and the depth of the cycle's head. */
  stamp = 0;
  low = 0;
  constructor(
    readonly owner: EntryOwner,
    /** What was asked: see Question. */
    readonly question: number,
    /** Moves with what it names when the owner changes. */
    public index: number,
    readonly name: string | undefined,
    /** Level at which it was asked. */
    readonly level: number,
  ) {}

  get isFinal(): boolean {
    return this.state === State.FINAL;
  }

  /** Its answer, or the one that it will have, holds for a level. */
  holdsAt(level: number): boolean {
    return this.level === level || (this.validFrom >= 0 && level >= this.validFrom);
  }

  get isDropped(): boolean {
    return this.state === State.DROPPED;
  }

  /** Answered before, and to be looked at again. */
  get isPending(): boolean {
    return this.state === State.DIRTY || this.state === State.STALE;
  }
}
