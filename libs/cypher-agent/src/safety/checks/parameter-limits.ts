import type { ScopeContext, ScopeProblem } from '../scoping/scope-context.js';
import type { Query } from '../syntax/tree.js';

const MAX_DEPTH = 20;
const MAX_ELEMENTS = 100_000;
const MAX_CHARACTERS = 2_000_000;
const MAX_PARAMETERS = 200;

/** Parameters that are too deep or too large, used or not: all of them travel to the server. */
export function parameterLimitProblems(query: Query, { parameters = {} }: ScopeContext): readonly ScopeProblem[] {
  const names = Object.keys(parameters);
  const size = { elements: 0, characters: 0 };
  const fault =
    names.length > MAX_PARAMETERS
      ? `there are ${String(names.length)} parameters (limit ${String(MAX_PARAMETERS)})`
      : names.map((name) => faultOf(name, parameters[name], size)).find((found) => found !== undefined);
  if (fault === undefined) return [];
  return [
    {
      code: 'PARAMETER',
      span: { start: query.span.start, end: query.span.start },
      message: fault,
      hint: 'give less with one query',
    },
  ];
}

interface Size {
  elements: number;
  characters: number;
}

function faultOf(name: string, value: unknown, size: Size): string | undefined {
  const shown = `$${name.slice(0, 60)}`;
  size.characters += name.length;
  if (!measure(value, size, 0)) return `${shown} is nested more than ${String(MAX_DEPTH)} levels deep`;
  if (size.elements > MAX_ELEMENTS)
    return `the parameters up to ${shown} have more than ${MAX_ELEMENTS.toLocaleString('en-US')} elements`;
  if (size.characters > MAX_CHARACTERS)
    return `the parameters up to ${shown} have more than ${MAX_CHARACTERS.toLocaleString('en-US')} characters`;
  return undefined;
}

/** Adds what a value holds; false when it is too deep. Stops when there is too much. */
function measure(value: unknown, size: Size, depth: number): boolean {
  size.elements += 1;
  if (typeof value === 'string') size.characters += value.length;
  if (typeof value !== 'object' || value === null || size.elements > MAX_ELEMENTS) return true;
  if (depth >= MAX_DEPTH) return false;
  for (const [key, item] of Object.entries(value)) {
    if (!Array.isArray(value)) size.characters += key.length;
    if (!measure(item, size, depth + 1)) return false;
    if (size.elements > MAX_ELEMENTS || size.characters > MAX_CHARACTERS) return true;
  }
  return true;
}
