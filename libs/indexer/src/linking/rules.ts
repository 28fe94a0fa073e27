import type { Confidence } from '@codexgraph/graph-model';

/**
 * Evidence: the names of the linking rules, strongest first. A value carries the weakest rule on the way that led to it; of two
 * ways to the same value the stronger one counts. So evidence is one small integer: `max` along a way, `min` over ways.
 * docs/linking.md says what each rule means.
 */
export const RULES = [
  // exact: decided by scopes, imports, declared or constructed types
  'scope',
  'import',
  'self',
  'super',
  'member',
  'constructed',
  'declared',
  'generic',
  // inferred: by flow of values or return types
  'narrowed',
  'decorated',
  'returned',
  'assigned',
  'member-assigned',
  'object',
  'subclass',
  'element',
  'contextual',
  'library',
  'callback',
  'parameter',
  // candidate: the source tells its checker to look away (`any`)
  'unchecked',
] as const;

/** Name of a linking rule; the `rule` property of edges. */
export type RuleName = (typeof RULES)[number];

/** Index into {@link RULES}: 0 is the strongest evidence. */
export type Evidence = number;

/** Evidence by rule name. */
export const Rule = Object.fromEntries(RULES.map((name, index) => [name, index])) as Readonly<Record<RuleName, Evidence>>;

const FIRST_INFERRED = Rule.narrowed;

/** What an edge with this evidence may claim when it has a single target. */
export function confidenceOf(evidence: Evidence): Confidence {
  if (evidence >= Rule.unchecked) return 'candidate';
  return evidence < FIRST_INFERRED ? 'exact' : 'inferred';
}

/** Name of the rule behind evidence. */
export function ruleName(evidence: Evidence): RuleName {
  return RULES[evidence] ?? 'unchecked';
}
