import type { Rows } from './table-rows.js';

const NEWLINE = '\r\n';

/** Rows as CSV (RFC 4180). Texts that a spreadsheet would take for a formula get a quote in front. */
export function toCsv(columns: readonly string[], rows: Rows): string {
  return [columns, ...rows].map((row) => row.map(csvField).join(',')).join(NEWLINE) + NEWLINE;
}

/** Rows as tables of the clipboard have them: pasted into a spreadsheet they fall into cells. */
export function toTabs(columns: readonly string[], rows: Rows): string {
  return [columns, ...rows].map((row) => row.map((value) => textOf(value).replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** Rows as objects by column. Columns of the same name are told apart by their places. */
export function toJson(columns: readonly string[], rows: Rows): string {
  const names = columns.map((name, place) => (columns.indexOf(name) === place ? name : `${name} (${String(place + 1)})`));
  const objects = rows.map((row) => Object.fromEntries(names.map((name, place) => [name, row[place] ?? null])));
  return `${JSON.stringify(objects, undefined, 2)}\n`;
}

function csvField(value: unknown): string {
  const text = textOf(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
