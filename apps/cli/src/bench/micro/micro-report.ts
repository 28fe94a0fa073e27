import { ratio } from '../accuracy/accuracy-table.js';
import { textTable } from '../text-table.js';
import type { MicroCase } from './micro-case.js';
import type { MicroJudgement } from './micro-judge.js';

/** Counts over the cases of one category, or of a suite. */
export interface MicroRow {
  readonly name: string;
  readonly cases: number;
  readonly required: number;
  readonly right: number;
  readonly wrong: number;
  readonly unmapped: number;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  /** Cases with every required call. */
  readonly complete: number;
  /** Cases with every required call and no other. */
  readonly exact: number;
}

/** A row for each category of each suite, then its total, then its total without the cases that the benchmark calls hard. */
export function microRows(cases: readonly MicroCase[]): MicroRow[] {
  const suites = sortedUnique(cases.map(({ record }) => record.suite));
  return suites.flatMap((suite) => {
    const ofSuite = cases.filter(({ record }) => record.suite === suite);
    const categories = sortedUnique(ofSuite.map(({ record }) => record.category));
    const easy = ofSuite.filter(({ record }) => !record.hard);
    return [
      ...categories.map((category) =>
        microRow(
          `${suite}/${category}`,
          ofSuite.filter(({ record }) => record.category === category),
        ),
      ),
      microRow(`${suite} total`, ofSuite),
      ...(easy.length < ofSuite.length ? [microRow(`${suite} without hard`, easy)] : []),
    ];
  });
}

/** The table, the number of edges between cases, and what is missing or extra in up to `samples` cases. */
export function microText({ cases, crossCaseEdges }: MicroJudgement, options: { readonly samples: number }): string {
  const header = ['cases', 'n', 'req', 'TP', 'FP', 'unmap', 'P', 'R', 'found', 'exact'];
  const rows = microRows(cases).map((row) => [
    row.name,
    ...[row.cases, row.required, row.right, row.wrong, row.unmapped],
    ...[row.precision, row.recall].map((share) => ({ share })),
    ...[row.complete, row.exact],
  ]);
  const mistaken = cases.filter((micro) => microRow('', [micro]).exact === 0).slice(0, options.samples);
  return [
    textTable(header, rows),
    `edges between different cases: ${crossCaseEdges}`,
    ...mistaken.map((micro) => {
      const { suite, category, case: name, hard } = micro.record;
      const missing = [...micro.required].filter((key) => !micro.claimed.has(key));
      const extra = [...micro.claimed].filter((key) => !micro.required.has(key));
      return `${suite}/${category}/${name}${hard ? ' (hard)' : ''}  missing: ${callsText(missing)}  extra: ${callsText(extra)}`;
    }),
  ].join('\n');
}

function microRow(name: string, cases: readonly MicroCase[]): MicroRow {
  const sum = (count: (micro: MicroCase) => number): number => cases.reduce((total, micro) => total + count(micro), 0);
  const rightOf = (micro: MicroCase): number => [...micro.claimed].filter((key) => micro.required.has(key)).length;
  const isComplete = (micro: MicroCase): boolean => rightOf(micro) === micro.required.size;
  const right = sum(rightOf);
  const claimed = sum((micro) => micro.claimed.size);
  const required = sum((micro) => micro.required.size);
  return {
    name,
    cases: cases.length,
    required,
    right,
    wrong: claimed - right,
    unmapped: sum((micro) => micro.unmapped),
    precision: ratio(right, claimed),
    recall: ratio(right, required),
    complete: cases.filter(isComplete).length,
    exact: cases.filter((micro) => isComplete(micro) && micro.claimed.size === micro.required.size && micro.unmapped === 0)
      .length,
  };
}

function callsText(keys: readonly string[]): string {
  return keys.length === 0 ? '-' : keys.map((key) => key.replace('\u0000', '->')).join(', ');
}

function sortedUnique(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted((left, right) => (left < right ? -1 : 1));
}
