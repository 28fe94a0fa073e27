import { textTable } from '../text-table.js';
import { DEPTHS, searchFigures, type Places, type SearchFigures } from './judge-hits.js';

/** One question answered in one way. */
export interface AnsweredQuestion {
  /** Name of the way: `bm25`, or a mode of searching. */
  readonly way: string;
  readonly bucket: string | undefined;
  readonly places: Places;
  readonly milliseconds: number;
}

/** A line of the report. */
export interface SearchRow extends SearchFigures {
  readonly way: string;
  /** `all`, or the questions of one kind. */
  readonly bucket: string;
  readonly medianMs: number;
  readonly slowMs: number;
}

const SLOW_SHARE = 0.95;

/** One row for each way and kind of question, in the order in which they came; `all` first. */
export function searchRows(answers: readonly AnsweredQuestion[]): SearchRow[] {
  const ways = [...new Set(answers.map(({ way }) => way))];
  const buckets = [...new Set(answers.flatMap(({ bucket }) => bucket ?? []))].sort();
  return ['all', ...(buckets.length > 1 ? buckets : [])].flatMap((bucket) =>
    ways.map((way) => {
      const chosen = answers.filter((answer) => answer.way === way && (bucket === 'all' || answer.bucket === bucket));
      const times = chosen.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
      return {
        way,
        bucket,
        ...searchFigures(chosen.map(({ places }) => places)),
        medianMs: times[Math.floor(times.length / 2)] ?? 0,
        slowMs: times[Math.floor(times.length * SLOW_SHARE)] ?? times.at(-1) ?? 0,
      };
    }),
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
    'file@1',
    'file@5',
    'p50 ms',
    'p95 ms',
  ];
  return textTable(
    header,
    rows.map((row) => [
      row.way,
      row.bucket,
      row.questions,
      ...DEPTHS.map((depth) => ({ share: row.hitAt[depth] })),
      row.reciprocalRank.toFixed(3),
      { share: row.fileAt[1] },
      { share: row.fileAt[5] },
      row.medianMs.toFixed(1),
      row.slowMs.toFixed(1),
    ]),
  );
}
