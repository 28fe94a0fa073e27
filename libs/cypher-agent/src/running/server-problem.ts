import type { CypherProblem, ScopedFailure } from '@codexgraph/graph-model';
import type { ScopedQuery } from '../safety/scope.js';
import { positionAt } from './text-positions.js';

interface Translation {
  /** Fits the server's code, or its text. */
  readonly fits: RegExp;
  readonly code: CypherProblem['code'];
  readonly message: string;
  readonly hint?: string;
}

/** What the server says, in the product's own words: nothing of its text goes out, for it may quote values and rewritten names. */
const TRANSLATIONS: readonly Translation[] = [
  {
    fits: /MemoryPoolOutOfMemory|OutOfMemory|TransactionMemoryLimit/u,
    code: 'MEMORY',
    message: 'the query needs more memory than one query may use',
    hint: 'collect less, add LIMIT, or aggregate earlier',
  },
  {
    fits: /no such (?:fulltext|vector) schema index|index is (?:still )?(?:populating|not online)/iu,
    code: 'INDEX',
    message: 'the search of this repository is not ready',
    hint: 'it is made after indexing; ask again in a moment, or refresh the search',
  },
  {
    fits: /queryparser|Cannot parse '/u,
    code: 'RUNTIME',
    message: 'the words of the search cannot be read',
    hint: "put a backslash before signs such as ( ) : / or leave them out, e.g. 'retry connection'",
  },
  { fits: /StackOverFlow/iu, code: 'MEMORY', message: 'the query is too deep for the server', hint: 'split it with WITH' },
  { fits: /AccessMode|Forbidden/u, code: 'WRITE', message: 'queries here can only read' },
  { fits: /ParameterMissing|Expected parameter/u, code: 'PARAMETER', message: 'a parameter is used, but no value was given' },
  {
    fits: /ArithmeticError|by zero/iu,
    code: 'RUNTIME',
    message: 'a number is divided by zero, or too large',
    hint: 'exclude such rows by WHERE or CASE',
  },
  {
    fits: /EntityNotFound/u,
    code: 'RUNTIME',
    message: 'a node or relationship is gone; the repository changed meanwhile',
    hint: 'run the query again',
  },
  {
    fits: /Variable `[^`]*`? ?not defined|not defined/u,
    code: 'SYNTAX',
    message: 'a variable is not defined here',
    hint: 'pass it on by WITH, or match it first',
  },
  {
    fits: /already declared|can't be shadowed|conflict/iu,
    code: 'SYNTAX',
    message: 'a variable is declared twice',
    hint: 'use another name',
  },
  { fits: /must be aliased/u, code: 'SYNTAX', message: 'a computed value in WITH needs a name', hint: 'write AS name behind it' },
  {
    fits: /Multiple result columns with the same name/u,
    code: 'SYNTAX',
    message: 'two columns have the same name',
    hint: 'name one of them by AS',
  },
  {
    fits: /All sub queries in an UNION|same (?:return )?column names/iu,
    code: 'SYNTAX',
    message: 'both sides of UNION must return the same names',
    hint: 'name the columns by AS',
  },
  {
    fits: /aggregat/iu,
    code: 'SYNTAX',
    message: 'an aggregating function such as count() cannot stand here, or is mixed with values that are not grouped',
    hint: 'aggregate in WITH first',
  },
  {
    fits: /Query cannot conclude|must (?:end|conclude)/iu,
    code: 'SYNTAX',
    message: 'the query does not end with RETURN',
    hint: 'add RETURN',
  },
  {
    fits: /can only be used|should only be used|not allowed|only supported/iu,
    code: 'SYNTAX',
    message: 'this cannot stand here',
  },
  {
    fits: /Type mismatch|TypeError|Neo\.ClientError\.Statement\.TypeError|Expected .* to be|cannot be cast|Invalid input .*expected/iu,
    code: 'RUNTIME',
    message: 'a value has a type that does not fit here',
    hint: 'check the types of the properties, or convert by toString(), toInteger()',
  },
  { fits: /ArgumentError|InvalidArgument/u, code: 'RUNTIME', message: 'an argument has a value that is not allowed' },
  { fits: /regex|pattern syntax/iu, code: 'RUNTIME', message: 'the regular expression cannot be read' },
  { fits: /Unknown function/u, code: 'FUNCTION', message: 'a function is not available' },
  { fits: /SyntaxError|SemanticError/u, code: 'SYNTAX', message: 'the query is not valid here' },
];

const FALLBACK: Translation = { fits: /^/u, code: 'RUNTIME', message: 'the query failed while it ran' };

/** A failure of the server as a problem of the user's own text. */
export function serverProblem(failure: ScopedFailure, query: ScopedQuery): CypherProblem {
  const { serverCode, serverMessage, offset } = failure;
  const told = `${serverCode} ${serverMessage.split('\n')[0] ?? ''}`;
  const { code, message, hint } = TRANSLATIONS.find(({ fits }) => fits.test(told)) ?? FALLBACK;
  const { written } = query.source;
  const place = offset === undefined ? { line: 1, column: 1 } : positionAt(written, query.sourceOf(offset));
  return { code, message, ...place, ...(hint !== undefined && { hint }) };
}
