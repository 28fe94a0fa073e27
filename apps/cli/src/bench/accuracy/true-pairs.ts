import { CLAIM_KINDS, type ClaimKind } from './claims.js';
import { addTo, type GroundTruth, type Scope, type TrueEdge } from './ground-truth.js';

/** A pair (source, target) of definition ids as one key. */
export type PairKey = string;

/** Key of a pair. */
export function pairKey(source: number, target: number): PairKey {
  return `${source},${target}`;
}

/** Source and target of a key. */
export function pairOf(key: PairKey): readonly [number, number] {
  const comma = key.indexOf(',');
  return [Number(key.slice(0, comma)), Number(key.slice(comma + 1))];
}

/** True edges of one kind, by the pairs that an export may say for them. */
export interface KindPairs {
  /** Pairs that must be found, each with the true edges that ask for it. */
  readonly required: ReadonlyMap<PairKey, readonly TrueEdge[]>;
  /** Pair -> the true pairs that it stands for, and whether any of them is required. */
  readonly accepted: ReadonlyMap<PairKey, ReadonlyMap<PairKey, boolean>>;
}

/** The true edges of a scope, prepared for judging. */
export interface TruePairs {
  readonly kinds: Readonly<Record<ClaimKind, KindPairs>>;
  /** Kinds that the ground truth knows for a pair. */
  readonly kindsOfPair: ReadonlyMap<PairKey, ReadonlySet<ClaimKind>>;
  /** Targets of CALLS of each source. */
  readonly callTargets: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Accepted besides the pair itself: class or constructor, overload or implementation, re-export or defining file. */
export function truePairs(truth: GroundTruth, scope: Scope): TruePairs {
  const required = new Map(CLAIM_KINDS.map((kind) => [kind, new Map<PairKey, TrueEdge[]>()]));
  const accepted = new Map(CLAIM_KINDS.map((kind) => [kind, new Map<PairKey, Map<PairKey, boolean>>()]));
  const kindsOfPair = new Map<PairKey, Set<ClaimKind>>();
  const callTargets = new Map<number, Set<number>>();
  const siblings = overloadSiblings(truth);
  for (const edge of truth.edges) {
    const kind = claimKindOf(truth, edge);
    if (kind === undefined) continue;
    const key = pairKey(edge.s, edge.to);
    const isRequired = !edge.optional || kind === 'IMPORTS_SYMBOL';
    if (isRequired && truth.inScope(truth.definition(edge.s).file, scope)) appendTo(required.get(kind), key, edge);
    for (const pair of acceptedPairs(truth, edge, siblings)) {
      addAccepted(accepted.get(kind), { pair, key, isRequired });
      addTo(kindsOfPair, pair, kind);
      if (kind === 'CALLS') addTo(callTargets, ...pairOf(pair));
    }
  }
  const kinds = Object.fromEntries(
    CLAIM_KINDS.map((kind) => [kind, { required: required.get(kind), accepted: accepted.get(kind) }]),
  ) as unknown as Record<ClaimKind, KindPairs>;
  return { kinds, kindsOfPair, callTargets };
}

function claimKindOf(truth: GroundTruth, edge: TrueEdge): ClaimKind | undefined {
  if (edge.kind === 'IMPORTS') return truth.definition(edge.to).label === 'MODULE' ? 'IMPORTS' : 'IMPORTS_SYMBOL';
  return CLAIM_KINDS.find((kind) => kind === edge.kind);
}

function acceptedPairs(truth: GroundTruth, edge: TrueEdge, siblings: ReadonlyMap<string, ReadonlySet<number>>): Set<PairKey> {
  const sources = new Set([edge.s, ...edge.s_alt]);
  const targets = new Set([edge.to, ...edge.t_alt]);
  if (['CALLS', 'USES', 'IMPORTS'].includes(edge.kind)) {
    for (const sibling of siblings.get(overloadKey(truth, edge.to)) ?? []) targets.add(sibling);
  }
  const pairs = new Set<PairKey>();
  for (const source of sources) for (const target of targets) pairs.add(pairKey(source, target));
  return pairs;
}

/** Definitions of one qualified name in one file count as one target. */
function overloadSiblings(truth: GroundTruth): Map<string, Set<number>> {
  const siblings = new Map<string, Set<number>>();
  for (const definition of truth.definitions.values()) {
    if (definition.label === 'METHOD' || definition.label === 'FUNCTION') {
      addTo(siblings, overloadKey(truth, definition.id), definition.id);
    }
  }
  return siblings;
}

function overloadKey(truth: GroundTruth, id: number): string {
  const { file, qual, label } = truth.definition(id);
  return `${label}\u0000${file}\u0000${qual}`;
}

function addAccepted(
  accepted: Map<PairKey, Map<PairKey, boolean>> | undefined,
  { pair, key, isRequired }: { readonly pair: PairKey; readonly key: PairKey; readonly isRequired: boolean },
): void {
  const stands = accepted?.get(pair) ?? new Map<PairKey, boolean>();
  stands.set(key, (stands.get(key) ?? false) || isRequired);
  accepted?.set(pair, stands);
}

function appendTo(map: Map<PairKey, TrueEdge[]> | undefined, key: PairKey, edge: TrueEdge): void {
  const known = map?.get(key);
  if (known === undefined) map?.set(key, [edge]);
  else known.push(edge);
}
