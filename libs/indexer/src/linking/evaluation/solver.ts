import type { CallIndex } from './call-index.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { Question } from './evaluator.js';

/** States of an entry. */
const State = { NEW: 0, RUNNING: 1, PROVISIONAL: 2, FINAL: 3, DROPPED: 4 } as const;

/** After so many passes over one cycle its values are taken as they are. */
const PASS_LIMIT = 12;
/** Questions that may run inside each other; one in the middle is then answered first, on an empty stack. */
const DEPTH_LIMIT = 300;
/** So many questions may be put first for one; a cycle longer than their depths together has no answer. */
const DETOUR_LIMIT = 80;

/** Who an entry belongs to; entries of a changed owner are dropped. */
export interface EntryOwner {
  readonly path: string;
  /** Never changes while the process lives: nobody needs to know who rests on it. */
  readonly isLibrary: boolean;
}

/** One memoised question and its answer. */
export class Entry {
  value: ValueSet = ValueSet.EMPTY;
  state: number = State.NEW;
  /** Rests on answers of other owners. */
  crossing = false;
  /** Rests on values of parameters, which differ between levels. */
  sensitive = false;
  /** Its answer holds for all levels. */
  isShared = false;
  /** Somebody asked while it was running. */
  isHead = false;
  /** Entries that rest on this one: others' and crossing ones. */
  dependents: Entry[] | undefined;
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
  readonly compute: () => ValueSet;
  readonly depth: number;
  /** Smallest depth of a running entry that this one rests on; its own depth when none. */
  low: number;
  passStamp: number;
}

/** A question to be answered with nothing around it. */
interface Detour {
  readonly entry: Entry;
  readonly compute: () => ValueSet;
}

/** Unwinds to the outermost question. Made once: making an error costs as much as many questions. */
const TOO_DEEP = new RangeError('a question nests too deep');

/**
 * Demand-driven least fixpoint (a top-down solver): an entry that asks for a running one gets what is known of it so far, and the
 * outermost entry of the cycle runs again until nothing grows. The answers do not depend on which entry of a cycle was asked first.
 *
 * Nor do they depend on how deep a question was asked: where questions nest too deep for the stack, all that run are given up, one in
 * the middle of them is answered first, and the outermost is asked again. (With the deepest first, each of its neighbours would unwind
 * everything once more.) Only a question that needs the whole stack by itself, or a cycle that
 * is longer than many stacks, is answered by "unknown", which is counted for its file.
 */
export class Solver {
  readonly #frames: Frame[] = [];
  readonly #provisional: Entry[] = [];
  #stamp = 1;
  #growth = 0;
  /** How often a limit was hit, by the path of the file that was asked about. */
  readonly limited = new Map<string, number>();
  /** Entries computed, repetitions included. */
  evaluated = 0;
  /** Told of the entry that answers a question asked with nothing running. */
  onAnswer: ((entry: Entry) => void) | undefined;
  /** Told of an entry that is computed with nothing around it, though it was asked deep inside others. */
  onDetour: ((entry: Entry) => void) | undefined;
  /** Told of each answer that one owner took from another. */
  onCrossing: ((asker: EntryOwner, asked: Entry) => void) | undefined;

  /** The answer of a final entry. */
  take(entry: Entry): ValueSet {
    const { length } = this.#frames;
    if (length > 0) this.#rest((this.#frames[length - 1] as Frame).entry, entry, false);
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
    if (this.#frames.length >= DEPTH_LIMIT) throw TOO_DEEP;
    const low = this.#isBase() ? this.#runWithDetours(entry, compute) : this.#run(entry, compute);
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

  /** Nothing runs, or only the linking of a file, which asks one question after the other. */
  #isBase(): boolean {
    const { length } = this.#frames;
    return length === 0 || (length === 1 && (this.#frames[0] as Frame).entry.question === Question.LINK);
  }

  /** The value so far of an entry in a running cycle may be taken. */
  #isCurrent(entry: Entry): boolean {
    if (entry.state === State.RUNNING) return true;
    return entry.state === State.PROVISIONAL && entry.stamp >= (this.#frames[entry.low] as Frame).passStamp;
  }

  /** Runs an entry with nothing around it; what nests too deep is answered first. */
  #runWithDetours(entry: Entry, compute: () => ValueSet): number {
    const detours: Detour[] = [{ entry, compute }];
    const base = this.#frames.length;
    for (;;) {
      const next = detours[detours.length - 1] as Detour;
      try {
        const low = next.entry.isFinal ? Number.MAX_SAFE_INTEGER : this.#run(next.entry, next.compute);
        detours.pop();
        if (detours.length === 0) return low;
        this.onDetour?.((detours[detours.length - 1] as Detour).entry);
      } catch (thrown) {
        const deeper = this.#deeper(thrown, base);
        this.#giveUp(base);
        const isEndless = detours.length >= DETOUR_LIMIT || detours.some((detour) => detour.entry === deeper.entry);
        if (isEndless) this.#limit(deeper.entry);
        else detours.push(deeper);
        this.onDetour?.((detours[detours.length - 1] as Detour).entry);
      }
    }
  }

  /** What is to be answered first after something was thrown. @throws what is no matter of depth */
  #deeper(thrown: unknown, base: number): Detour {
    const middle = this.#frames[base + ((this.#frames.length - base) >> 1)];
    if (!(thrown instanceof RangeError) || middle === undefined) throw thrown;
    return middle;
  }

  /** Forgets all that runs above a depth. */
  #giveUp(base: number): void {
    for (const frame of this.#frames.splice(base)) reset(frame.entry);
    for (const entry of this.#provisional.splice(0)) if (entry.state === State.PROVISIONAL) reset(entry);
  }

  /** Answers an entry by "unknown", for good. */
  #limit(entry: Entry): void {
    entry.value = ValueSet.UNKNOWN;
    entry.state = State.FINAL;
    this.#count(entry);
  }

  #count(entry: Entry): void {
    this.limited.set(entry.owner.path, (this.limited.get(entry.owner.path) ?? 0) + 1);
  }

  #run(entry: Entry, compute: () => ValueSet): number {
    const depth = this.#frames.length;
    const firstProvisional = this.#provisional.length;
    const frame: Frame = { entry, compute, depth, low: depth, passStamp: 0 };
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
        this.#count(entry);
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
    members.push(entry);
    for (const member of members) {
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
    if (entry.value === computed) return;
    const joined = new ValueSetBuilder().addAll(entry.value).addAll(computed).build();
    if (joined.equals(entry.value)) return;
    entry.value = joined;
    this.#growth++;
  }

  /** Notes that an answer rests on another, so far as a change of files may ask for it. */
  #rest(asker: Entry, asked: Entry, always: boolean): void {
    if (asked.sensitive) asker.sensitive = true;
    const foreign = asker.owner !== asked.owner;
    if (!always && !asked.crossing && (!foreign || asked.owner.isLibrary)) return;
    if (foreign || asked.crossing) asker.crossing = true;
    if (asked.dependents?.[asked.dependents.length - 1] === asker) return;
    if (foreign) this.onCrossing?.(asker.owner, asked);
    addDependent(asked, asker);
  }
}

function addDependent(asked: Entry, asker: Entry): void {
  if (asked.dependents === undefined) asked.dependents = [asker];
  else asked.dependents.push(asker);
}

function reset(entry: Entry): void {
  entry.value = ValueSet.EMPTY;
  entry.state = State.NEW;
}

/** True when computing the entry asked for it again: it heads a cycle. */
function becameHead(entry: Entry): boolean {
  return entry.isHead;
}
