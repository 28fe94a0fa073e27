import { describe, expect, it } from 'vitest';
import { generateQueryTypes } from './generate-query-types.js';
import { parseStatement } from './statement-header.js';

const HEADER = `// name: read/thing
// purpose: A thing.
// access: READ
// limits: 5 s, 10 rows
// params: $id (string, symbol id)
// params: $lines (list<integer?>, 1-based, at most 10)
// returns: id (string)
// returns: count (integer)
// used by: tests
`;
const TEXT =
  'MATCH (n:REVISION {id: $id})\nWHERE n.start_line IN $lines\nRETURN n.id AS id, count(*) AS count\nORDER BY id LIMIT 10';

function problemsOf(header: string, text: string): string {
  return parseStatement('read/thing', `${header}${text}\n`).problems.join(' | ');
}

describe('statement headers', () => {
  it('are read with types, bounds and limits', () => {
    const { statement } = parseStatement('read/thing', `${HEADER}${TEXT}\n`);
    expect(statement).toEqual({
      name: 'read/thing',
      purpose: 'A thing.',
      access: 'READ',
      parameters: [
        { name: 'id', type: 'string', note: 'symbol id' },
        { name: 'lines', type: 'list<integer?>', note: '1-based, at most 10' },
      ],
      columns: [
        { name: 'id', type: 'string', note: '' },
        { name: 'count', type: 'integer', note: '' },
      ],
      usedBy: 'tests',
      timeLimitMs: 5000,
      rowLimit: 10,
      needsRevision: true,
      text: TEXT,
    });
  });

  it.each([
    [
      'another name',
      HEADER.replace('read/thing', 'read/other'),
      TEXT,
      "the header's name is 'read/other', the file's is 'read/thing'",
    ],
    ['a missing field', HEADER.replace('// used by: tests\n', ''), TEXT, "the header has 0 lines 'used by', and needs one"],
    [
      'no params line',
      HEADER.replaceAll(/\/\/ params.*\n/gu, ''),
      'RETURN 1 AS id, 2 AS count',
      "the header has no line 'params' ('none' when there are none)",
    ],
    [
      'an undeclared parameter',
      HEADER,
      TEXT.replace('$id', '$other'),
      'the text uses $other, which the header does not declare | the header declares $id, which the text does not use',
    ],
    [
      'an unknown type',
      HEADER.replace('(string, symbol id)', '(text)'),
      TEXT,
      "'$id (text)' is not '$name (type, unit, bound)' with a known type | the text uses $id, which the header does not declare",
    ],
    ['a write called a read', HEADER, TEXT.replace('RETURN', 'SET n.x = 1 RETURN'), "access is 'READ', but the text needs WRITE"],
    ['a read called a write', HEADER.replace('READ', 'WRITE'), TEXT, "access is 'WRITE', but the text needs READ"],
    ['other columns', HEADER, TEXT.replace('AS count', 'AS n'), 'the text returns (id, n), the header declares (id, count)'],
    [
      'two statements',
      HEADER,
      `${TEXT}; MATCH (n) RETURN n.id AS id, 1 AS count`,
      "the file has a ';': it must hold exactly one statement, without an end mark",
    ],
    [
      'limits nobody can read',
      HEADER.replace('5 s, 10 rows', 'short'),
      TEXT,
      "limits are 'short', and must read like '10 s, 1000 rows'",
    ],
    ['a comment behind code', HEADER, `${TEXT} // why`, 'a comment stands behind code: comments take lines of their own'],
  ])('are refused for %s', (_, header, text, problem) => {
    expect(problemsOf(header, text)).toContain(problem);
  });

  it('do not take words in texts for clauses or parameters', () => {
    expect(problemsOf(HEADER, TEXT.replace('$lines', "$lines AND n.name <> 'CREATE $x; SET'"))).toBe('');
  });

  it('become TypeScript types', () => {
    const { statement } = parseStatement('read/thing', `${HEADER}${TEXT}\n`);
    expect(statement && generateQueryTypes(statement))
      .toBe(`// Generated from cypher/read/thing.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface ThingParameters {
  /** symbol id */
  readonly id: string;
  /** 1-based, at most 10 */
  readonly lines: readonly (number | null)[];
}

interface ThingRow {
  readonly id: string;
  readonly count: number;
}

/** A thing. */
export const thing: QueryContract<ThingParameters, ThingRow> = {
  name: 'read/thing',
  access: 'READ',
  needsRevision: true,
  parameters: { id: 'string', lines: 'list<integer?>' },
  columns: { id: 'string', count: 'integer' },
  timeLimitMs: 5000,
  rowLimit: 10,
};
`);
  });
});
