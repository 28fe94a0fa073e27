import { percent, textTable } from '../text-table.js';
import {
  accuracyRows,
  isFailing,
  ratio,
  recallRows,
  ruleRows,
  type AccuracyRow,
  type RecallRow,
  type RuleRow,
} from './accuracy-table.js';
import type { Claims, SymbolReference } from './claims.js';
import { judgeDefinitions, type DefinitionJudgement } from './definition-judge.js';
import { judgeEdges, type EdgeJudgement } from './edge-judge.js';
import type { GroundTruth, Scope } from './ground-truth.js';
import { SymbolMatcher } from './symbol-matcher.js';
import { pairOf } from './true-pairs.js';

/** Everything measured about one export. */
export interface AccuracyReport {
  readonly truth: GroundTruth;
  readonly scope: Scope;
  readonly definitions: DefinitionJudgement;
  readonly judgement: EdgeJudgement;
  readonly edges: readonly AccuracyRow[];
  readonly rules: readonly RuleRow[];
  readonly recall: readonly RecallRow[];
}

/** Measures an export against a ground truth. */
export function measureAccuracy(claims: Claims, truth: GroundTruth, scope: Scope): AccuracyReport {
  const options = { truth, matcher: new SymbolMatcher(truth), scope };
  const judgement = judgeEdges(claims.edges, options);
  return {
    truth,
    scope,
    definitions: judgeDefinitions(claims.symbols, options),
    judgement,
    edges: accuracyRows(judgement),
    rules: ruleRows(judgement),
    recall: recallRows(judgement, truth),
  };
}

/** The report as text: definitions, edges, recall by kind of site, rules; then up to `samples` examples of each mistake. */
export function accuracyText(report: AccuracyReport, options: { readonly samples: number }): string {
  const { meta } = report.truth;
  const head = `${meta.name} @${(meta.commit ?? '').slice(0, 10)}, ${Object.keys(meta.files).length} files, scope ${report.scope}`;
  const failing = report.rules.filter(isFailing);
  return [
    head,
    definitionsText(report.definitions),
    edgesText(report.edges),
    recallText(report.recall),
    rulesText(report.rules),
    failing.length === 0
      ? 'No rule is measured under 95 %.'
      : `Under 95 %: ${failing.map((row) => `${row.rule} for ${row.kind} (${percent(row.precision)})`).join(', ')}.`,
    ...(options.samples > 0 ? sampleTexts(report, options.samples) : []),
  ].join('\n\n');
}

/** The report for programs: the same numbers, no samples. */
export function accuracyJson(report: AccuracyReport): unknown {
  return {
    name: report.truth.meta.name,
    scope: report.scope,
    definitions: report.definitions.labels.map(({ label, required, found, wrong }) => ({
      label,
      required,
      found,
      wrong: wrong.length,
    })),
    ends: { right: report.definitions.endsRight, told: report.definitions.endsTold },
    edges: report.edges,
    recall: report.recall,
    rules: report.rules.map((row) => ({ ...row, failing: isFailing(row) })),
  };
}

function definitionsText({ labels, endsRight, endsTold }: DefinitionJudgement): string {
  const table = textTable(
    ['definitions', 'required', 'found', 'R', 'P', 'wrong'],
    labels.map(({ label, required, found, mapped, wrong }) => [
      label,
      required,
      found,
      { share: ratio(found, required) },
      { share: ratio(mapped, mapped + wrong.length) },
      wrong.length,
    ]),
  );
  return `${table}\nend line within 1: ${endsRight}/${endsTold} (${percent(ratio(endsRight, endsTold))})`;
}

function edgesText(rows: readonly AccuracyRow[]): string {
  const header = ['edges', 'P', 'R', 'F1', 'Pmin', 'TP', 'FP', 'req', 'found', 'unver', 'unmap', 'opt', 'disp', 'wkind'];
  return textTable(
    header,
    rows.map((row) => [
      row.kind,
      ...[row.precision, row.recall, row.f1, row.minimumPrecision].map((share) => ({ share })),
      ...[row.right, row.wrong, row.required, row.found],
      ...[row.unverifiable, row.unmapped, row.optional, row.dispatch, row.wrongKind],
    ]),
  );
}

function recallText(rows: readonly RecallRow[]): string {
  return textTable(
    ['recall by', 'R', 'found', 'req'],
    rows.map((row) => [`${row.kind} ${row.detail}`, { share: ratio(row.found, row.required) }, row.found, row.required]),
  );
}

function rulesText(rows: readonly RuleRow[]): string {
  return textTable(
    ['rules', 'P', 'TP', 'FP', 'unver', 'unmap', 'opt'],
    rows.map((row) => [
      `${row.kind} ${row.rule}${isFailing(row) ? ' (FAILING)' : ''}`,
      { share: row.precision },
      ...[row.right, row.wrong, row.unverifiable, row.unmapped, row.optional],
    ]),
  );
}

function sampleTexts(report: AccuracyReport, samples: number): string[] {
  const texts: string[] = [];
  const add = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) texts.push(`${title} (${lines.length}):\n${spread(lines, samples).join('\n')}`);
  };
  for (const { label, wrong, missing } of report.definitions.labels) {
    add(`wrong ${label}`, wrong.map(referenceText));
    add(
      `missing ${label}`,
      missing.map((id) => definitionText(report.truth, id)),
    );
  }
  for (const { kind } of report.edges) {
    const judged = report.judgement.kinds[kind];
    const withVerdict = (...verdicts: readonly string[]): string[] =>
      [...judged.verdicts]
        .filter(([, verdict]) => verdicts.includes(verdict))
        .map(([pair]) => `${pairText(report.truth, pair)}  [${[...(judged.rules.get(pair) ?? [])].join(', ')}]`);
    add(`wrong ${kind}`, withVerdict('wrong', 'wrong-kind'));
    add(
      `missing ${kind}`,
      [...judged.required].filter((pair) => !judged.found.has(pair)).map((pair) => pairText(report.truth, pair)),
    );
    add(`unverifiable ${kind}`, withVerdict('unverifiable'));
    add(
      `unmapped ${kind}`,
      judged.unmapped.map((claim) => `${referenceText(claim.source)}  ->  ${referenceText(claim.target)}`),
    );
  }
  return texts;
}

/** Samples spread over the whole list, in its order. */
function spread(lines: readonly string[], count: number): string[] {
  const step = Math.max(1, lines.length / count);
  return Array.from({ length: Math.min(count, lines.length) }, (_, index) => `  ${lines[Math.floor(index * step)] ?? ''}`);
}

function pairText(truth: GroundTruth, pair: string): string {
  const [source, target] = pairOf(pair);
  return `${definitionText(truth, source)}  ->  ${definitionText(truth, target)}`;
}

function definitionText(truth: GroundTruth, id: number): string {
  const { file, line, class: className, name, label } = truth.definition(id);
  return referenceText({ file, line, class: className ?? undefined, name: label === 'MODULE' ? '<module>' : name, label });
}

function referenceText({ file, line, class: className, name }: SymbolReference): string {
  return `${file}:${line ?? '?'} ${className ? `${className}.` : ''}${name}`;
}
