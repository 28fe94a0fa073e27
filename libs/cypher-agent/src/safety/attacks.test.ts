import { describe, expect, it } from 'vitest';
import { scope } from './scope.js';
import { CONFINED, REFUSED } from '../testing/attack-texts.js';
import type { ScopeContext } from './scoping/scope-context.js';

const CONTEXT: ScopeContext = {
  label: 'R_own_1',
  hiddenLabels: ['Symbol'],
  parameters: { q: 'MATCH (n) RETURN n', big: 1e12, label: 'R_other_1' },
};

const many = (count: number, part: string, joint = ','): string => Array.from({ length: count }, () => part).join(joint);
/** The longest that is read at all, of each kind that costs much. */
const LONG: readonly (readonly [name: string, text: string])[] = [
  ['a list of numbers', `RETURN [${many(1230, '1')}]`],
  ['a list in parentheses', `RETURN [${many(600, '(1)')}]`],
  ['a list of calls', `RETURN [${many(480, 'abs(1)')}]`],
  ['a list of comprehensions', `RETURN [${many(240, '[x IN [1]|x]')}]`],
  ['a list of CASE', `RETURN [${many(350, 'CASE WHEN 1 THEN 2 END')}]`],
  ['a condition with many parts', `MATCH (n) WHERE ${many(290, 'n.a / 2 = 3', ' OR ')} RETURN n`],
  ['many subqueries', `MATCH (n) WHERE ${many(55, 'EXISTS {(n)-[:A*1..3]->({x: 1/n.y})}', ' AND ')} RETURN n`],
  ['nested comprehensions', `RETURN ${'[x IN '.repeat(50)}[1]${'| x]'.repeat(50)}`],
  ['nested reduce', `RETURN ${'reduce(s = 0, x IN [1,2,3] | '.repeat(20)} 1 ${')'.repeat(20)}`],
  ['many groups', `MATCH ${many(35, '((a)-[b]->(c) WHERE 1/a.x > 2){1,3}', '')} RETURN 1`],
  ['brackets', '('.repeat(9000) + ')'.repeat(9000)],
  ['a long name', `RETURN 1 AS \`${'``'.repeat(9900)}\``],
  ['escapes', `RETURN '${'\\u0041'.repeat(3300)}'`],
];

describe.each(REFUSED)('%s', (_, code, texts) => {
  it.each(texts.map((text) => [text.length > 90 ? `${text.slice(0, 90)}...` : text, text] as const))('%s', (_shown, text) => {
    const result = scope(text, CONTEXT);
    expect(result).toMatchObject({ kind: 'refused' });
    if (result.kind === 'refused') expect(result.problems.map((problem) => problem.code)).toContain(code);
  });
});

describe('texts that careless confining lets out', () => {
  it.each(CONFINED)('%s', (text) => {
    const result = scope(text, CONTEXT);
    if (result.kind === 'refused') {
      expect(result.problems[0]?.code).not.toBe('INTERNAL');
      expect(text).toMatch(/ORDER BY n\.x RETURN|^RETURN '\\u0027'/u);
      return;
    }
    const bare = result.text.replaceAll('`R_own_1`', ' LABEL ').replaceAll(/'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`/gu, 'x');
    expect(bare.split('LABEL').length).toBeGreaterThanOrEqual(bare.split('MATCH').length);
    expect(bare).not.toMatch(/\/\/|\/\*|\\u|;/u);
  });
});

describe('hostile texts', () => {
  it('are judged quickly, whatever they are', () => {
    const texts = REFUSED.flatMap(([, , refused]) => refused).concat(CONFINED);
    for (const text of texts) scope(text, CONTEXT);
    const before = process.cpuUsage();
    for (const text of texts) scope(text, CONTEXT);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / texts.length).toBeLessThan(15);
  });

  it.each(LONG)('hold up nothing else for long: %s', (_, text) => {
    for (let round = 0; round < 3; round += 1) scope(text, CONTEXT);
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      scope(text, CONTEXT);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    // The fastest of five: collecting garbage of other tests is not this text's cost.
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
