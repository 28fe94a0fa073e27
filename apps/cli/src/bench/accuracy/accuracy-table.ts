import { CLAIM_KINDS, type ClaimKind } from './claims.js';
import type { EdgeJudgement, KindJudgement, Verdict } from './edge-judge.js';
import type { GroundTruth } from './ground-truth.js';
import { pairOf } from './true-pairs.js';

/** Ratios of one kind of edges; undefined where there is nothing to divide by. */
export interface AccuracyRow {
  readonly kind: ClaimKind;
  /** right / (right + wrong). */
  readonly precision: number | undefined;
  /** right / (right + wrong + unverifiable + unmapped): nothing that cannot be checked is believed. */
  readonly minimumPrecision: number | undefined;
  /** found / required. */
  readonly recall: number | undefined;
  readonly f1: number | undefined;
  readonly right: number;
  readonly wrong: number;
  readonly required: number;
  readonly found: number;
  readonly unverifiable: number;
  readonly unmapped: number;
  readonly optional: number;
  readonly dispatch: number;
  readonly wrongKind: number;
}

/** Precision of one linking rule for one kind of edges. */
export interface RuleRow {
  readonly kind: ClaimKind;
  readonly rule: string;
  readonly precision: number | undefined;
  readonly right: number;
  readonly wrong: number;
  readonly unverifiable: number;
  readonly unmapped: number;
  readonly optional: number;
}

/** Recall of required edges by how they are written (CALLS) or by what they lead to (USES). */
export interface RecallRow {
  readonly kind: ClaimKind;
  readonly detail: string;
  readonly required: number;
  readonly found: number;
}

/** A rule measured under this precision is repaired, or its edges become candidates. */
export const RULE_PRECISION_FLOOR = 0.95;
/** Fewer judged edges say nothing about a rule. */
const RULE_MINIMUM_EDGES = 5;

/** Ratios of all kinds, in the order of {@link CLAIM_KINDS}. Kinds that neither side has are left out. */
export function accuracyRows(judgement: EdgeJudgement): AccuracyRow[] {
  return CLAIM_KINDS.map((kind) => accuracyRow(kind, judgement.kinds[kind])).filter(
    (row) => row.required > 0 || row.right + row.wrong + row.optional > 0,
  );
}

function accuracyRow(kind: ClaimKind, judged: KindJudgement): AccuracyRow {
  const count = countVerdicts([...judged.verdicts.values()]);
  const right = count('right');
  const wrong = count('wrong') + count('wrong-kind');
  const unverifiable = count('unverifiable');
  const precision = ratio(right, right + wrong);
  const recall = ratio(judged.found.size, judged.required.size);
  return {
    kind,
    precision,
    minimumPrecision: ratio(right, right + wrong + unverifiable + judged.unmapped.length),
    recall,
    f1: harmonicMean(precision, recall),
    right,
    wrong,
    required: judged.required.size,
    found: judged.found.size,
    unverifiable,
    unmapped: judged.unmapped.length,
    optional: count('optional'),
    dispatch: count('dispatch'),
    wrongKind: count('wrong-kind'),
  };
}

/** Precision by rule, worst first; rules whose edges are all optional or unverifiable come last. */
export function ruleRows(judgement: EdgeJudgement): RuleRow[] {
  const rows = CLAIM_KINDS.flatMap((kind) => ruleRowsOf(kind, judgement.kinds[kind]));
  return rows.toSorted(
    (left, right) => (left.precision ?? 2) - (right.precision ?? 2) || right.wrong - left.wrong || compare(left, right),
  );
}

/** True for a rule that is measured and too often wrong. */
export function isFailing(row: RuleRow): boolean {
  return row.precision !== undefined && row.precision < RULE_PRECISION_FLOOR && row.right + row.wrong >= RULE_MINIMUM_EDGES;
}

function ruleRowsOf(kind: ClaimKind, judged: KindJudgement): RuleRow[] {
  const verdicts = new Map<string, Verdict[]>();
  const unmapped = new Map<string, number>();
  for (const [pair, verdict] of judged.verdicts) {
    for (const rule of judged.rules.get(pair) ?? []) verdicts.set(rule, [...(verdicts.get(rule) ?? []), verdict]);
  }
  for (const claim of judged.unmapped) {
    for (const rule of claim.rules) unmapped.set(rule, (unmapped.get(rule) ?? 0) + 1);
  }
  const rules = new Set([...verdicts.keys(), ...unmapped.keys()]);
  return [...rules].map((rule) => {
    const count = countVerdicts(verdicts.get(rule) ?? []);
    const right = count('right');
    const wrong = count('wrong') + count('wrong-kind');
    return {
      kind,
      rule,
      precision: ratio(right, right + wrong),
      right,
      wrong,
      unverifiable: count('unverifiable'),
      unmapped: unmapped.get(rule) ?? 0,
      optional: count('optional') + count('dispatch'),
    };
  });
}

/** Where recall of CALLS and USES is lost. */
export function recallRows(judgement: EdgeJudgement, truth: GroundTruth): RecallRow[] {
  return (['CALLS', 'USES'] as const).flatMap((kind) => {
    const counts = new Map<string, { required: number; found: number }>();
    for (const [pair, edges] of judgement.truth.kinds[kind].required) {
      const detail =
        kind === 'USES'
          ? truth.definition(pairOf(pair)[1]).label
          : (edges.flatMap((edge) => edge.detail.split(',')).toSorted((a, b) => (a < b ? -1 : 1))[0] ?? '');
      const count = counts.get(detail) ?? { required: 0, found: 0 };
      count.required++;
      if (judgement.kinds[kind].found.has(pair)) count.found++;
      counts.set(detail, count);
    }
    return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([detail, count]) => ({ kind, detail, ...count }));
  });
}

function countVerdicts(verdicts: readonly Verdict[]): (verdict: Verdict) => number {
  return (wanted) => verdicts.reduce((sum, verdict) => sum + (verdict === wanted ? 1 : 0), 0);
}

function compare(left: RuleRow, right: RuleRow): number {
  return `${left.kind} ${left.rule}` < `${right.kind} ${right.rule}` ? -1 : 1;
}

/** part / whole; undefined when there is no whole. */
export function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function harmonicMean(precision: number | undefined, recall: number | undefined): number | undefined {
  if (precision === undefined || recall === undefined) return undefined;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
