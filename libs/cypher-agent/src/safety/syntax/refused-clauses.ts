import type { ReadingProblem } from './read-query.js';
import type { TokenReader } from './token-reader.js';

const WRITES = ['CREATE', 'MERGE', 'SET', 'DELETE', 'REMOVE', 'INSERT', 'FOREACH', 'DETACH', 'NODETACH'];
const ADMINISTRATION = [
  'DROP',
  'ALTER',
  'RENAME',
  'GRANT',
  'REVOKE',
  'DENY',
  'START',
  'STOP',
  'ENABLE',
  'DEALLOCATE',
  'REALLOCATE',
  'DRYRUN',
];
const OTHERS = [
  'LOAD',
  'USE',
  'SHOW',
  'TERMINATE',
  'DEFINE',
  'ORDER',
  'SKIP',
  'OFFSET',
  'LIMIT',
  'NEXT',
  'WHEN',
  'SEARCH',
  'COMMIT',
  'BEGIN',
];
const STARTS = [
  'MATCH',
  'OPTIONAL',
  'WITH',
  'UNWIND',
  'RETURN',
  'CALL',
  'LET',
  'FILTER',
  'FOR',
  'UNION',
  'FINISH',
  ...WRITES,
  ...ADMINISTRATION,
  'LOAD',
  'USE',
  'SHOW',
  'TERMINATE',
];
const MESSAGES: Readonly<Record<string, readonly [message: string, hint?: string]>> = {
  LOAD: ['LOAD CSV is not available: queries read the graph alone'],
  USE: ['USE is not available: a query reads its own repository'],
  SHOW: ['SHOW is not available', 'the schema is in the documentation and in completion'],
  TERMINATE: ['TERMINATE is not available', 'stop a run by its request id'],
  DEFINE: ['DEFINE is not available'],
  NEXT: ['NEXT is not available', 'write WITH in place of RETURN and NEXT'],
  WHEN: ['WHEN is not available as a clause', 'write CASE or a subquery'],
  SEARCH: ['SEARCH is not available', 'search by the procedure db.index.vector.queryNodes'],
  ORDER: ['ORDER BY must follow the items of RETURN or WITH'],
  SKIP: ['SKIP must follow the items of RETURN or WITH, and ORDER BY'],
  OFFSET: ['OFFSET must follow the items of RETURN or WITH, and ORDER BY'],
  LIMIT: ['LIMIT must follow the items of RETURN or WITH, and ORDER BY and SKIP'],
};

/** What is wrong with a clause that starts here and is not of the allowed language. */
export function refusedClauseAt(reader: TokenReader): ReadingProblem | undefined {
  const { kind, word, start, end } = reader.token;
  if (kind !== 'name') return undefined;
  const span = { start, end };
  if (WRITES.includes(word)) return { code: 'WRITE', span, message: `${word} changes the graph; queries here can only read` };
  if (ADMINISTRATION.includes(word))
    return { code: 'CLAUSE', span, message: `${word} administers the database, which is not available here` };
  if (!OTHERS.includes(word)) return undefined;
  const [message, hint] = MESSAGES[word] ?? [`${word} is not available`];
  return { code: 'CLAUSE', span, message, ...(hint !== undefined && { hint }) };
}

/** Goes to the next clause on the same level of brackets, so that what follows can be judged as well. */
export function skipClause(reader: TokenReader): void {
  let depth = 0;
  if (reader.isAnyOf(['DETACH', 'NODETACH']) && reader.is('DELETE', 1)) reader.next();
  do {
    if (reader.isAnyOf(['(', '[', '{'])) depth += 1;
    if (reader.isAnyOf([')', ']', '}'])) depth -= 1;
    reader.next();
    if (depth < 0) return;
  } while (reader.token.kind !== 'end' && !atBoundary(reader, depth));
}

function atBoundary(reader: TokenReader, depth: number): boolean {
  if (depth > 0) return false;
  return (
    reader.isAnyOf([')', ']', '}', ';']) ||
    (reader.token.kind === 'name' && reader.isAnyOf(STARTS) && !reader.isAnyOf([':', '.', '='], 1))
  );
}
