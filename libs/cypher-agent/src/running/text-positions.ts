import type { CypherProblem } from '@codexgraph/graph-model';
import type { ScopeProblem } from '../safety/scoping/scope-context.js';

/** A place in a text as people count: from 1, columns in Unicode characters. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset in UTF-16 units. Lines end with LF, CR or CRLF. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, Math.max(0, offset));
  const lines = before.split(/\r\n|\n|\r/u);
  const last = lines.at(-1) ?? '';
  return { line: lines.length, column: Array.from(last).length + 1 };
}

/** A problem with its place in the user's own text. */
export function locateProblem(text: string, problem: ScopeProblem): CypherProblem {
  const start = positionAt(text, problem.span.start);
  const end = positionAt(text, problem.span.end);
  const { code, message, hint, suggestion } = problem;
  return {
    code,
    message,
    ...start,
    endLine: end.line,
    endColumn: end.column,
    ...(suggestion !== undefined && { suggestion }),
    ...(hint !== undefined && { hint }),
  };
}
