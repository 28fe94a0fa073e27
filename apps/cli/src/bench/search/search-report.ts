import { textTable } from '../text-table.js';
import { DEPTHS, searchFigures, type Places, type SearchFigures } from './judge-hits.js';

/** One question answered in one way. */
export interface AnsweredQuestion {
  /** Name of the way: `bm25`, or some stages of a search. */
  readonly way: string;
  readonly bucket: string | undefined;
  readonly places: Places;
  readonly milliseconds: number;
  /** Of this process; the database's own is not in it. */
  readonly cpuMs: number;
  /** Milliseconds of the parts of one search. */
  readonly stageMs: Readonly<Record<string, number>>;
}

/** A line of the report. */
export interface SearchRow extends SearchFigures {
  readonly way: string;
  /** `all`, or the questions of one kind. */
  readonly bucket: string;
  /** Mean reciprocal rank over that of BM25 on the same questions; undefined where that is 0. */
  readonly overBm25: number | undefined;
  readonly medianMs: number;
  readonly slowMs: number;
  /** Mean processor time of this process. */
  readonly cpuMs: number;
}

const SLOW_SHARE = 0.95;

/** One row for each way and kind of question, in the order in which they came; `all` first. */
export function searchRows(answers: readonly AnsweredQuestion[]): SearchRow[] {
  const ways = [...new Set(answers.map(({ way }) => way))];
  const buckets = [...new Set(answers.flatMap(({ bucket }) => bucket ?? []))].sort();
  return ['all', ...(buckets.length > 1 ? buckets : [])].flatMap((bucket) => {
    const rows = ways.map((way) => {
      const chosen = answers.filter((answer) => answer.way === way && (bucket === 'all' || answer.bucket === bucket));
      return { way, bucket, ...searchFigures(chosen.map(({ places }) => places)), ...timesOf(chosen) };
    });
    const floor = rows.find(({ way }) => way === 'bm25')?.reciprocalRank ?? 0;
    return rows.map((row) => ({ ...row, overBm25: floor === 0 ? undefined : row.reciprocalRank / floor }));
  });
}

/** Median milliseconds of each part of a search, over the answers of one way. */
export function stageTimes(answers: readonly AnsweredQuestion[], way: string): Readonly<Record<string, number>> {
  const chosen = answers.filter((answer) => answer.way === way);
  const stages = [...new Set(chosen.flatMap(({ stageMs }) => Object.keys(stageMs)))];
  return Object.fromEntries(
    stages.map((stage) => [
      stage,
      quantile(
        chosen.map(({ stageMs }) => stageMs[stage] ?? 0),
        1 / 2,
      ),
    ]),
  );
}

/** The rows as a table. */
export function searchTable(rows: readonly SearchRow[]): string {
  const header = [
    'way',
    'questions',
    'n',
    ...DEPTHS.map((depth) => `hit@${depth}`),
    'MRR',
    'x bm25',
    'file@1',
    'file@5',
    'p50 ms',
    'p95 ms',
    'cpu ms',
  ];
  return textTable(
    header,
    rows.map((row) => [
      row.way,
      row.bucket,
      row.questions,
      ...DEPTHS.map((depth) => ({ share: row.hitAt[depth] })),
      row.reciprocalRank.toFixed(3),
      row.overBm25?.toFixed(2) ?? '-',
      { share: row.fileAt[1] },
      { share: row.fileAt[5] },
      row.medianMs.toFixed(1),
      row.slowMs.toFixed(1),
      row.cpuMs.toFixed(1),
    ]),
  );
}

function timesOf(answers: readonly AnsweredQuestion[]): Pick<SearchRow, 'medianMs' | 'slowMs' | 'cpuMs'> {
  const times = answers.map(({ milliseconds }) => milliseconds);
  return {
    medianMs: quantile(times, 1 / 2),
    slowMs: quantile(times, SLOW_SHARE),
    cpuMs: answers.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / Math.max(1, answers.length),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? sorted.at(-1) ?? 0;
}
