import {
  CodexGraphError,
  plainCypherValue,
  type CypherOutcome,
  type CypherProblem,
  type CypherRows,
} from '@codexgraph/graph-model';

const MAX_CELL = 60;

/** An answer as lines of a table. */
export function answerTable({ columns, rows, truncated }: CypherRows): readonly string[] {
  const cells = rows.map((row) => row.map((value) => shorten(cellText(plainCypherValue(value)))));
  const widths = columns.map((column, place) => Math.max(shorten(column).length, ...cells.map((row) => row[place]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, place) => cell.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd();
  const note = truncated === undefined ? [] : [`(cut off: the limit of ${truncated} was reached)`];
  return [line(columns.map(shorten)), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line), ...note];
}

/** The problems of an outcome that is no answer, as one error. */
export function outcomeError(outcome: Exclude<CypherOutcome, CypherRows>): CodexGraphError {
  const problems = outcome.kind === 'refused' ? outcome.problems : [outcome.problem];
  const code = outcome.kind === 'stopped' ? 'LIMIT_EXCEEDED' : 'BAD_INPUT';
  return new CodexGraphError(code, problems.map(problemText).join('\n'), { details: { problems } });
}

/** `line 2, column 14: expected ')'. Hint.` */
export function problemText({ line, column, message, hint }: CypherProblem): string {
  return `line ${String(line)}, column ${String(column)}: ${message}${hint === undefined ? '' : `; ${hint}`}.`;
}

function cellText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shorten(text: string): string {
  const flat = text.replaceAll(/\s+/gu, ' ');
  return flat.length > MAX_CELL ? `${flat.slice(0, MAX_CELL - 3)}...` : flat;
}
