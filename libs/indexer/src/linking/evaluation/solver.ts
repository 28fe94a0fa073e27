import type { CallIndex } from './call-index.js';
import { State, UNBOUNDED, type Entry } from './entry.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { Question } from './evaluator.js';

/** After so many passes over one cycle its values are taken as they are. */
const PASS_LIMIT = 100;
/** Questions that may run inside each other; one in the middle is then answered first, on an empty stack. */
const DEPTH_LIMIT = 300;
/** So many questions may be put first for one; a cycle longer than their depths together has no answer. */
const DETOUR_LIMIT = 80;

/** How an entry was answered before it was asked anew. */
export interface Former {
  readonly value: ValueSet;
  readonly listed: CallIndex | undefined;
  readonly need: number;
  readonly validFrom: number;
  readonly dependencies: ReadonlySet<Entry>;
}

interface Frame {
  readonly entry: Entry;
  readonly compute: () => ValueSet;
  readonly depth: number;
  /** Smallest depth of a running entry that this one rests on; its own depth when none. */
  low: number;
  passStamp: number;
  /** What the entry rested on when it was answered before. */
  readonly former: ReadonlySet<Entry> | undefined;
  /** What it is known to rest on, when that is much. */
  known: Set<Entry> | undefined;
  /** How many levels below its own it asks at the moment. */
  below: number;
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
  /** Told of an entry that is computed with nothing around it, though it was asked deep inside others. */
  onDetour: ((entry: Entry) => void) | undefined;
  /** Told of an entry that was answered before and is answered again. */
  onRenewed: ((entry: Entry, former: Former) => void) | undefined;
  readonly #former = new Map<Entry, Former>();
  readonly #isOnce: boolean;

  /** @param isOnce nothing will be answered again: what rests on what need not be known */
  constructor(isOnce = false) {
    this.#isOnce = isOnce;
  }

  /** The answer of a final entry. */
  take(entry: Entry): ValueSet {
    const { length } = this.#frames;
    if (length > 0) this.#rest(this.#frames[length - 1] as Frame, entry, false);
    return entry.value;
  }

  /** The answer of an entry that is not final. */
  solve(entry: Entry, compute: () => ValueSet): ValueSet {
    const parent = this.#frames[this.#frames.length - 1];
    if (parent !== undefined && this.#isCurrent(entry)) {
      if (entry.state === State.RUNNING) entry.isHead = true;
      parent.low = Math.min(parent.low, entry.low);
      this.#rest(parent, entry, true);
      return entry.value;
    }
    if (this.#frames.length >= DEPTH_LIMIT) throw TOO_DEEP;
    const low = this.#isBase() ? this.#runWithDetours(entry, compute) : this.#run(entry, compute);
    if (parent !== undefined) {
      parent.low = Math.min(parent.low, low);
      this.#rest(parent, entry, entry.state === State.PROVISIONAL);
    }
    return entry.value;
  }

  /** The running question would ask below the lowest level. */
  markCutOff(): void {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame !== undefined) frame.entry.need = UNBOUNDED;
  }

  /** Runs a part of the running question that asks on the next lower level. */
  runBelow(compute: () => ValueSet): ValueSet {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined) return compute();
    frame.below++;
    frame.entry.need = Math.max(frame.entry.need, frame.below);
    const value = compute();
    frame.below--;
    return value;
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
    for (const frame of this.#frames.splice(base)) this.#reset(frame.entry);
    for (const entry of this.#provisional.splice(0)) if (entry.state === State.PROVISIONAL) this.#reset(entry);
  }

  /** Answers an entry by "unknown", for good. */
  #limit(entry: Entry): void {
    if (entry.isPending) this.#remember(entry);
    entry.value = ValueSet.UNKNOWN;
    this.#settle(entry);
    this.#count(entry);
  }

  /** The question that is being answered; undefined when none is. */
  get running(): Entry | undefined {
    return this.#frames[this.#frames.length - 1]?.entry;
  }

  /** Keeps how an entry was answered, and begins at nothing. */
  #remember(entry: Entry): void {
    const { value, listed, need, validFrom, dependencies } = entry;
    this.#former.set(entry, { value, listed, need, validFrom, dependencies: new Set(dependencies) });
    entry.value = ValueSet.EMPTY;
    entry.listed = undefined;
    entry.dependencies = undefined;
    entry.need = 0;
    entry.validFrom = -1;
    entry.crossing = false;
  }

  /** As if it had not been asked in this round: without an answer, or with the one from before, which is in doubt still. */
  #reset(entry: Entry): void {
    entry.value = ValueSet.EMPTY;
    entry.state = State.NEW;
    const former = this.#former.size === 0 ? undefined : this.#former.get(entry);
    if (former === undefined) return;
    this.#former.delete(entry);
    entry.value = former.value;
    entry.listed = former.listed;
    entry.need = former.need;
    entry.validFrom = former.validFrom;
    entry.dependencies = [...former.dependencies];
    entry.state = State.STALE;
  }

  #settle(entry: Entry): void {
    entry.state = State.FINAL;
    entry.validFrom = entry.need === UNBOUNDED ? -1 : entry.need;
    const former = this.#former.size === 0 ? undefined : this.#former.get(entry);
    if (former === undefined) return;
    this.#former.delete(entry);
    const kept = new Set(entry.dependencies);
    for (const asked of former.dependencies) if (!kept.has(asked)) removeDependent(asked, entry);
    this.onRenewed?.(entry, former);
  }

  #count(entry: Entry): void {
    this.limited.set(entry.owner.path, (this.limited.get(entry.owner.path) ?? 0) + 1);
  }

  #run(entry: Entry, compute: () => ValueSet): number {
    const depth = this.#frames.length;
    const firstProvisional = this.#provisional.length;
    if (entry.isPending) this.#remember(entry);
    const former = this.#former.size === 0 ? undefined : this.#former.get(entry)?.dependencies;
    const frame: Frame = { entry, compute, depth, low: depth, passStamp: 0, former, known: undefined, below: 0 };
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
    else this.#finish(frame, firstProvisional);
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

  /** Answers an entry and its cycle for good. What the last pass did not ask for rests on what was known before, and is forgotten. */
  #finish({ entry, passStamp }: Frame, firstProvisional: number): void {
    if (this.#provisional.length === firstProvisional) {
      this.#settle(entry);
      return;
    }
    const members = [entry];
    for (const member of this.#provisional.splice(firstProvisional)) {
      if (member.state !== State.PROVISIONAL) continue;
      if (member.stamp < passStamp) this.#reset(member);
      else members.push(member);
    }
    const crossing = members.some((member) => member.crossing);
    const need = members.reduce((most, member) => Math.max(most, member.need), 0);
    for (const member of members) {
      member.crossing = crossing;
      member.need = need;
      if (member.state !== State.FINAL) this.#settle(member);
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
  #rest(frame: Frame, asked: Entry, always: boolean): void {
    const asker = frame.entry;
    addNeed(frame, asked);
    if (this.#isOnce) return;
    const foreign = asker.owner !== asked.owner;
    if (!always && !asked.crossing && (!foreign || asked.owner.isLibrary)) return;
    if (foreign || asked.crossing) asker.crossing = true;
    if (isKnown(frame, asked)) return;
    if (frame.former?.has(asked) === true) return;
    if (asked.dependents === undefined) asked.dependents = [asker];
    else asked.dependents.push(asker);
  }
}

/** An answer needs the levels of those that it rests on. */
function addNeed({ entry, below }: Frame, asked: Entry): void {
  if (asked.need > 0) entry.need = Math.max(entry.need, Math.min(UNBOUNDED, asked.need + below));
}

/** Beyond so many, what an entry rests on is looked up in a set. */
const FEW = 12;

/** True when the running entry is known to rest on another; else it is noted. */
function isKnown(frame: Frame, asked: Entry): boolean {
  const { dependencies } = frame.entry;
  if (dependencies === undefined) {
    frame.entry.dependencies = [asked];
    return false;
  }
  if (dependencies.length <= FEW) {
    if (dependencies.includes(asked)) return true;
  } else {
    const known = (frame.known ??= new Set(dependencies));
    if (known.has(asked)) return true;
    known.add(asked);
  }
  dependencies.push(asked);
  return false;
}

function removeDependent(asked: Entry, asker: Entry): void {
  const { dependents } = asked;
  const at = dependents?.indexOf(asker) ?? -1;
  const last = dependents?.pop();
  if (dependents === undefined || last === undefined) return;
  if (at < 0) dependents.push(last);
  else if (at < dependents.length) dependents[at] = last;
}

/** True when computing the entry asked for it again: it heads a cycle. */
function becameHead(entry: Entry): boolean {
  return entry.isHead;
}
