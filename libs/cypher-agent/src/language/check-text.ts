import { PROCEDURE_NAMES } from '../safety/checks/procedures.js';
import { scope } from '../safety/scope.js';

/** Something wrong with a text, at its place. */
export interface TextFinding {
  /** Place in the text as written, in UTF-16 units; `to` just after the last character. */
  readonly from: number;
  readonly to: number;
  /** As in the problems of the runner. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly suggestion?: string;
}

/** What a check may know. */
export interface TextCheck {
  /** Values of parameters; only their names and sizes matter. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Nodes of the repository, which bound what may be gathered. */
  readonly nodeCount?: number;
}

const ANY_ROWS = Object.fromEntries(PROCEDURE_NAMES.map((name) => [name.toLowerCase(), []]));

/**
 * What the runner would refuse a text for, without a server and without a repository: the same reader and the same rules. Whether variables are
 * defined and names exist, only a server can tell. A text of spaces and comments alone is fine: there is nothing to say about it yet.
 */
export function checkText(text: string, { parameters = {}, nodeCount }: TextCheck = {}): readonly TextFinding[] {
  if (isEmpty(text)) return [];
  const scoped = scope(text, {
    label: 'R_any_1',
    schema: ANY_ROWS,
    parameters,
    languages: ['5', '25'],
    ...(nodeCount !== undefined && { nodeCount }),
  });
  if (scoped.kind === 'scoped') return [];
  return scoped.problems.map(({ span, code, message, hint, suggestion }) => ({
    from: span.start,
    to: span.end,
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(suggestion !== undefined && { suggestion }),
  }));
}

function isEmpty(text: string): boolean {
  return text.replaceAll(/\/\/[^\r\n]*|\/\*[^]*?\*\//gu, '').trim() === '';
}
