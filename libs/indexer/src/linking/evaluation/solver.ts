import { ValueSet, ValueSetBuilder } from '../values/value-set.js';

/** States of an entry. */
const State = { NEW: 0, RUNNING: 1, PROVISIONAL: 2, FINAL: 3, DROPPED: 4 } as const;

/** After so many passes over one cycle its values are taken as they are. */
const PASS_LIMIT = 12;
/** Deeper evaluation gives unknown: the chain is longer than any that a person reads. */
const DEPTH_LIMIT = 350;

/** Who an entry belongs to; entries of a changed owner are dropped. */
export interface EntryOwner {
  readonly path: string;
}

/** One memoised question and its answer. */
export class Entry {
  value: ValueSet = ValueSet.EMPTY;
  state: number = State.NEW;
  /** Rests on answers of other owners. */
  crossing = false;
  /** Rests on values of parameters, which differ between levels. */
  sensitive = false;
  /** Entries that rest on this one: others' and crossing ones. */
  dependents: Entry[] | undefined;
  /** While provisional: when it was computed, and the depth of the cycle's head. */
  stamp = 0;
  low = 0;
  /** Somebody asked while it was running. */
  isHead = false;
  constructor(
    readonly owner: EntryOwner,
    /** What was asked: see Question. */
    readonly question: number,
    readonly index: number,
    readonly name: string | undefined,
    /** Level at which it was asked. */
    readonly level: number,
  ) {}

  get isFinal(): boolean {
    return this.state === State.FINAL;
  }

  get isDropped(): boolean {
    return this.state === State.DROPPED;
  }

  drop(): void {
    this.state = State.DROPPED;
  }
}

interface Frame {
  readonly entry: Entry;
  readonly depth: number;
  /** Smallest depth of a running entry that this one rests on; its own depth when none. */
  low: number;
  passStamp: number;
}

/**
 * Demand-driven least fixpoint (a top-down solver): an entry that asks for a running one gets what is known of it so far, and the
 * outermost entry of the cycle runs again until nothing grows. The answers do not depend on which entry of a cycle was asked first.
 */
export class Solver {
  readonly #frames: Frame[] = [];
  readonly #provisional: Entry[] = [];
  #stamp = 1;
  #growth = 0;
  /** How often a limit was hit. */
  limitHits = 0;
  /** Entries computed, repetitions included. */
  evaluated = 0;
  /** Told of each answer that one owner took from another. */
  /** Told of the entry that answers a question asked with nothing running. */
  onAnswer: ((entry: Entry) => void) | undefined;
  onCrossing: ((asker: EntryOwner, asked: Entry) => void) | undefined;

  /** The answer of a final entry. */
  take(entry: Entry): ValueSet {
    const parent = this.#frames[this.#frames.length - 1];
    if (parent !== undefined) this.#rest(parent.entry, entry, false);
    else this.onAnswer?.(entry);
    return entry.value;
  }

  /** The answer of an entry that is not final. */
  solve(entry: Entry, compute: () => ValueSet): ValueSet {
    const parent = this.#frames[this.#frames.length - 1];
    if (parent !== undefined && this.#isCurrent(entry)) {
      if (entry.state === State.RUNNING) entry.isHead = true;
      parent.low = Math.min(parent.low, entry.low);
      this.#rest(parent.entry, entry, true);
      return entry.value;
    }
    if (this.#frames.length >= DEPTH_LIMIT) {
      this.limitHits++;
      return ValueSet.UNKNOWN;
    }
    const low = this.#run(entry, compute);
    if (parent !== undefined) {
      parent.low = Math.min(parent.low, low);
      this.#rest(parent.entry, entry, entry.state === State.PROVISIONAL);
    } else this.onAnswer?.(entry);
    return entry.value;
  }

  /** The running question rests on values of parameters. */
  markSensitive(): void {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame !== undefined) frame.entry.sensitive = true;
  }

  /** The value so far of an entry in a running cycle may be taken. */
  #isCurrent(entry: Entry): boolean {
    if (entry.state === State.RUNNING) return true;
    return entry.state === State.PROVISIONAL && entry.stamp >= (this.#frames[entry.low] as Frame).passStamp;
  }

  #run(entry: Entry, compute: () => ValueSet): number {
    const depth = this.#frames.length;
    const firstProvisional = this.#provisional.length;
    const frame: Frame = { entry, depth, low: depth, passStamp: 0 };
    this.#frames.push(frame);
    entry.state = State.RUNNING;
    entry.low = depth;
    entry.isHead = false;
    for (let pass = 1; ; pass++) {
      const before = this.#growth;
      frame.passStamp = ++this.#stamp;
      this.evaluated++;
      this.#join(entry, compute());
      const settled = frame.low < depth || !becameHead(entry) || this.#growth === before;
      if (settled) break;
      if (pass >= PASS_LIMIT) {
        this.limitHits++;
        break;
      }
    }
    this.#frames.pop();
    if (frame.low < depth) this.#postpone(frame, firstProvisional);
    else this.#finish(entry, firstProvisional);
    return frame.low < depth ? frame.low : Number.MAX_SAFE_INTEGER;
  }

  #postpone({ entry, low }: Frame, firstProvisional: number): void {
    entry.state = State.PROVISIONAL;
    entry.low = low;
    entry.stamp = this.#stamp;
    for (let at = firstProvisional; at < this.#provisional.length; at++) {
      const member = this.#provisional[at] as Entry;
      member.low = Math.min(member.low, low);
    }
    // An entry that ran again under another head is listed twice; being finished once is enough.
    this.#provisional.push(entry);
  }

  #finish(entry: Entry, firstProvisional: number): void {
    entry.state = State.FINAL;
    if (this.#provisional.length === firstProvisional) return;
    const members = this.#provisional.splice(firstProvisional).filter((member) => member.state === State.PROVISIONAL);
    const crossing = entry.crossing || members.some((member) => member.crossing);
    const sensitive = entry.sensitive || members.some((member) => member.sensitive);
    for (const member of [...members, entry]) {
      member.state = State.FINAL;
      member.crossing = crossing;
      member.sensitive = sensitive;
    }
  }

  #join(entry: Entry, computed: ValueSet): void {
    if (entry.value === ValueSet.EMPTY) {
      entry.value = computed;
      if (computed !== ValueSet.EMPTY) this.#growth++;
      return;
    }
    const joined = new ValueSetBuilder().addAll(entry.value).addAll(computed).build();
    if (joined.equals(entry.value)) return;
    entry.value = joined;
    this.#growth++;
  }

  #rest(asker: Entry, asked: Entry, always: boolean): void {
    if (asked.sensitive) asker.sensitive = true;
    const foreign = asker.owner !== asked.owner;
    if (!foreign && !asked.crossing && !always) return;
    if (foreign || asked.crossing) asker.crossing = true;
    const dependents = (asked.dependents ??= []);
    if (dependents[dependents.length - 1] !== asker) dependents.push(asker);
    if (foreign) this.onCrossing?.(asker.owner, asked);
  }
}

/** True when computing the entry asked for it again: it heads a cycle. */
function becameHead(entry: Entry): boolean {
  return entry.isHead;
}
