import { cellText } from './cell-text.js';
import type { Rows } from './table-rows.js';

const LOOKED_AT = 200;
const LEAST = 7;
const MOST = 56;
/** Space on both sides of a cell, and a dot before a symbol. */
const PADDING = 5;

/** Widths of columns for a grid: as wide as what stands in the first rows, within bounds; the last takes what is left. */
export function columnWidths(columns: readonly string[], rows: Rows): string {
  const widths = columns.map((name, column) => {
    let longest = name.length + 3;
    for (const row of rows.slice(0, LOOKED_AT)) longest = Math.max(longest, Math.min(MOST, cellText(row[column]).length));
    return Math.max(LEAST, Math.min(MOST, longest)) + PADDING;
  });
  return widths
    .map((width, column) => (column === widths.length - 1 ? `minmax(${String(width)}ch, 1fr)` : `${String(width)}ch`))
    .join(' ');
}
