import type { EdgeClaim, SymbolReference } from '../accuracy/claims.js';
import { callKey, MicroCase, type MicroCaseRecord } from './micro-case.js';

/** Classes of the longest chain of bases that is followed to a constructor. */
const MAXIMUM_BASES = 10;

interface Place {
  readonly micro: MicroCase;
  /** File relative to the case. */
  readonly file: string;
}

/** Cases with their claims, and how many edges join two different cases (linked by name alone). */
export interface MicroJudgement {
  readonly cases: readonly MicroCase[];
  readonly crossCaseEdges: number;
}

/** Assigns the calls of an export of the whole benchmark tree to its cases. */
export function judgeMicroCases(records: readonly MicroCaseRecord[], claims: readonly EdgeClaim[]): MicroJudgement {
  const cases = records.map((record) => new MicroCase(record));
  const finder = new CaseFinder(cases);
  const bases = basesOf(claims, finder);
  let crossCaseEdges = 0;
  for (const claim of claims) {
    if (claim.kind !== 'CALLS') continue;
    const source = finder.find(claim.source);
    const target = finder.find(claim.target);
    if (source === undefined || target === undefined) continue;
    if (source.micro === target.micro || sharesFiles(source.micro, target)) addCall(claim, { source, target, bases });
    else crossCaseEdges++;
  }
  return { cases, crossCaseEdges };
}

/** Cases of this suite stand in one folder and share files. */
function sharesFiles(micro: MicroCase, target: Place): boolean {
  return micro.record.suite === 'jelly_micro' && micro.record.files.includes(target.file);
}

type Bases = ReadonlyMap<MicroCase, ReadonlyMap<string, string>>;

function addCall(
  claim: EdgeClaim,
  { source, target, bases }: { readonly source: Place; readonly target: Place; readonly bases: Bases },
): void {
  const { micro } = source;
  const caller = micro.resolve(claim.source, source.file);
  const callee = micro.resolve(claim.target, target.file);
  if (caller === undefined || callee === undefined) {
    micro.unmapped++;
    return;
  }
  let targets = callee.names;
  if (callee.label === 'CLASS') {
    const constructor = constructorOf(callee.names[0] ?? '', { micro, callers: caller.names, bases: bases.get(micro) });
    // A class without a constructor of the repository: nothing is called.
    if (constructor === undefined) return;
    targets = [constructor];
  }
  const keys = caller.names.flatMap((name) => targets.map((other) => callKey(name, other)));
  const claimed = keys.find((key) => micro.required.has(key)) ?? keys[0];
  if (claimed !== undefined) micro.claimed.add(claimed);
}

interface ConstructorQuestion {
  readonly micro: MicroCase;
  readonly callers: readonly string[];
  readonly bases: ReadonlyMap<string, string> | undefined;
}

/** Own constructor, else the one of the bases, else the only required constructor call of these callers. */
function constructorOf(dottedClass: string, { micro, callers, bases }: ConstructorQuestion): string | undefined {
  let current: string | undefined = dottedClass;
  for (let step = 0; step < MAXIMUM_BASES && current !== undefined; step++) {
    const own = micro.ownConstructor(current);
    if (own !== undefined) return own;
    current = bases?.get(current);
  }
  if (!['python', 'javascript', 'java'].includes(micro.record.lang)) return undefined;
  const expected = micro.record.edges.filter(
    ([caller, callee]) => callers.includes(caller) && /(^|\.)(__init__|constructor)$/.test(callee),
  );
  return expected.length === 1 ? expected[0]?.[1] : undefined;
}

function basesOf(claims: readonly EdgeClaim[], finder: CaseFinder): Bases {
  const bases = new Map<MicroCase, Map<string, string>>();
  for (const claim of claims) {
    if (claim.kind !== 'INHERITS') continue;
    const source = finder.find(claim.source);
    const target = finder.find(claim.target);
    if (source === undefined || source.micro !== target?.micro) continue;
    const derived = source.micro.resolve(claim.source, source.file)?.names[0];
    const base = source.micro.resolve(claim.target, target.file)?.names[0];
    if (derived === undefined || base === undefined) continue;
    const known = bases.get(source.micro) ?? new Map<string, string>();
    if (!known.has(derived)) known.set(derived, base);
    bases.set(source.micro, known);
  }
  return bases;
}

/** Finds the case of a file: its path ends with the case's folder and file. */
class CaseFinder {
  readonly #places = new Map<string, Place>();
  readonly #byLastPart = new Map<string, string[]>();
  readonly #cache = new Map<string, Place | undefined>();

  constructor(cases: readonly MicroCase[]) {
    for (const micro of cases) {
      for (const file of micro.record.files) this.#places.set(`${micro.record.dir}/${file}`, { micro, file });
    }
    for (const path of this.#places.keys()) {
      const last = path.slice(path.lastIndexOf('/') + 1);
      this.#byLastPart.set(last, [...(this.#byLastPart.get(last) ?? []), path]);
    }
  }

  find({ file }: SymbolReference): Place | undefined {
    if (this.#cache.has(file)) return this.#cache.get(file);
    const last = file.slice(file.lastIndexOf('/') + 1);
    const path = this.#byLastPart.get(last)?.find((known) => file === known || file.endsWith(`/${known}`));
    const place = path === undefined ? undefined : this.#places.get(path);
    this.#cache.set(file, place);
    return place;
  }
}
