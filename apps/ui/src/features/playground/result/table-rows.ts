import { cellText } from './cell-text.js';

/** How rows are sorted. */
export interface Sorting {
  readonly column: number;
  readonly isDescending: boolean;
}

/** Rows of an answer by their places. */
export type Rows = readonly (readonly unknown[])[];

/** Places of the rows that hold some words, in the order of a sorting; without one in that of the answer. Rows that are alike keep their order. */
export function arrangeRows(rows: Rows, words: string, sorting: Sorting | undefined): readonly number[] {
  const wanted = words.trim().toLowerCase();
  const places = rows.flatMap((row, place) => (wanted === '' || holds(row, wanted) ? [place] : []));
  if (sorting === undefined) return places;
  const { column, isDescending } = sorting;
  const keys = rows.map((row) => keyOf(row[column]));
  const sign = isDescending ? -1 : 1;
  return places.sort((left, right) => compareKeys(keys[left] ?? null, keys[right] ?? null, sign) || left - right);
}

function holds(row: readonly unknown[], wanted: string): boolean {
  return row.some((value) => cellText(value).toLowerCase().includes(wanted));
}

type Key = null | number | string;

function keyOf(value: unknown): Key {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return cellText(value);
}

/** Numbers before texts; nothing last, whichever way. */
function compareKeys(left: Key, right: Key, sign: number): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
  if (typeof left === 'string' && typeof right === 'string') return left === right ? 0 : sign * (left < right ? -1 : 1);
  return sign * (typeof left === 'number' ? -1 : 1);
}
