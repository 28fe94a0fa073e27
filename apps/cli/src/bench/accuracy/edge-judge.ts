import { CLAIM_KINDS, type ClaimKind, type EdgeClaim } from './claims.js';
import type { GroundTruth, Scope } from './ground-truth.js';
import type { SymbolMatcher } from './symbol-matcher.js';
import { pairKey, pairOf, truePairs, type PairKey, type TruePairs } from './true-pairs.js';

/**
 * How one claimed edge is judged: `right`; `optional` (neither right nor wrong); `dispatch` (the target overrides a true target);
 * `unverifiable` (no resolver could resolve a call of that name there); `wrong`; `wrong-kind` (true under another kind; also wrong).
 */
export type Verdict = 'right' | 'optional' | 'dispatch' | 'unverifiable' | 'wrong' | 'wrong-kind';

/** Judgement of all claims of one kind. */
export interface KindJudgement {
  /** One verdict for each distinct pair. */
  readonly verdicts: ReadonlyMap<PairKey, Verdict>;
  /** Linking rules that claimed a pair. */
  readonly rules: ReadonlyMap<PairKey, ReadonlySet<string>>;
  /** Distinct claims an end of which is no definition of the ground truth, by linking rules. */
  readonly unmapped: readonly EdgeClaim[];
  readonly required: ReadonlySet<PairKey>;
  readonly found: ReadonlySet<PairKey>;
}

/** Judgement of a whole export. */
export interface EdgeJudgement {
  readonly kinds: Readonly<Record<ClaimKind, KindJudgement>>;
  readonly truth: TruePairs;
}

const CONSTRUCTORS = new Set(['__init__', '__new__', 'constructor', '<init>']);

/** Judges claims against the true edges whose source lies in the scope. Claims that touch a file outside the ground truth are left out. */
export function judgeEdges(
  claims: readonly EdgeClaim[],
  { truth, matcher, scope }: { readonly truth: GroundTruth; readonly matcher: SymbolMatcher; readonly scope: Scope },
): EdgeJudgement {
  const pairs = truePairs(truth, scope);
  const judges = Object.fromEntries(CLAIM_KINDS.map((kind) => [kind, new KindJudge(kind, truth, pairs)])) as Record<
    ClaimKind,
    KindJudge
  >;
  for (const claim of claims) {
    const file = matcher.file(claim.source.file);
    if (file === undefined || !truth.inScope(file, scope)) continue;
    const source = claim.kind === 'IMPORTS' ? moduleMatch(truth, file) : matcher.match(claim.source);
    const target = matcher.match(claim.target);
    if (source.state === 'outside' || target.state === 'outside') continue;
    const judge = judges[claim.kind];
    if (source.state === 'unmapped' || target.state === 'unmapped') judge.addUnmapped(claim);
    else judge.add(claim, source.ids, target.ids);
  }
  const kinds = Object.fromEntries(CLAIM_KINDS.map((kind) => [kind, judges[kind].result()])) as Record<ClaimKind, KindJudgement>;
  return { kinds, truth: pairs };
}

function moduleMatch(truth: GroundTruth, file: string) {
  const module = truth.modules.get(file);
  return module === undefined ? { state: 'unmapped' as const } : { state: 'ok' as const, ids: [module] };
}

class KindJudge {
  readonly #kind: ClaimKind;
  readonly #truth: GroundTruth;
  readonly #pairs: TruePairs;
  readonly #verdicts = new Map<PairKey, Verdict>();
  readonly #rules = new Map<PairKey, Set<string>>();
  readonly #unmapped = new Map<string, EdgeClaim>();
  readonly #found = new Set<PairKey>();

  constructor(kind: ClaimKind, truth: GroundTruth, pairs: TruePairs) {
    this.#kind = kind;
    this.#truth = truth;
    this.#pairs = pairs;
  }

  addUnmapped(claim: EdgeClaim): void {
    const key = JSON.stringify([claim.source, claim.target]);
    if (!this.#unmapped.has(key)) this.#unmapped.set(key, claim);
  }

  add(claim: EdgeClaim, sources: readonly number[], targets: readonly number[]): void {
    const ends = this.#kind === 'IMPORTS' ? targets.map((target) => this.#moduleOf(target)) : targets;
    const keys = sources.flatMap((source) => ends.map((target) => pairKey(source, target)));
    const [first] = keys;
    if (first === undefined) return;
    // A file that imports itself says nothing; recursion does.
    if (this.#kind === 'IMPORTS' && sources[0] === ends[0]) return;
    const rules = this.#rules.get(first) ?? new Set<string>();
    for (const rule of claim.rules) rules.add(rule);
    this.#rules.set(first, rules);
    if (!this.#verdicts.has(first)) this.#verdicts.set(first, this.#judge(first, keys));
  }

  result(): KindJudgement {
    const required = new Set(this.#pairs.kinds[this.#kind].required.keys());
    return {
      verdicts: this.#verdicts,
      rules: this.#rules,
      unmapped: [...this.#unmapped.values()],
      required,
      found: new Set([...this.#found].filter((key) => required.has(key))),
    };
  }

  #judge(first: PairKey, keys: readonly PairKey[]): Verdict {
    const { accepted } = this.#pairs.kinds[this.#kind];
    const hits = keys.flatMap((key) => [...(accepted.get(key) ?? [])]);
    if (hits.length > 0) {
      const required = hits.filter(([, isRequired]) => isRequired);
      for (const [key] of required) this.#found.add(key);
      return required.length > 0 ? 'right' : 'optional';
    }
    if (this.#kind === 'CALLS') {
      const excuse = this.#excuse(...pairOf(first));
      if (excuse !== undefined) return excuse;
    }
    return this.#pairs.kindsOfPair.has(first) ? 'wrong-kind' : 'wrong';
  }

  #excuse(source: number, target: number): Verdict | undefined {
    const overrides = this.#truth.overrides.get(target) ?? new Set<number>();
    for (const other of this.#pairs.callTargets.get(source) ?? []) if (overrides.has(other)) return 'dispatch';
    const { name, class: className } = this.#truth.definition(target);
    const open = this.#truth.open.get(source);
    if (open === undefined) return undefined;
    const asClass = CONSTRUCTORS.has(name) && className ? className : name;
    return open.has(name) || open.has(asClass) ? 'unverifiable' : undefined;
  }

  #moduleOf(id: number): number {
    return this.#truth.modules.get(this.#truth.definition(id).file) ?? id;
  }
}
