import { describe, expect, it } from 'vitest';
import { compileQuestion } from './compile-question.js';
import { describeQuestion } from './describe-question.js';
import type { GraphQuestion, SymbolSet } from './symbol-set.js';

const send: SymbolSet = { kind: 'symbols', ids: ['METHOD:a.py:S.send'], title: 'S.send' };
const callers = (steps: number): SymbolSet => ({ kind: 'related', by: { relation: 'calls', direction: 'in', steps }, of: send });
const list = (of: SymbolSet): GraphQuestion => ({ ask: 'list', of });

describe('compileQuestion', () => {
  it('begins at known symbols and walks from there', () => {
    expect(compileQuestion(list(callers(1))).text).toBe(
      [
        "MATCH (x1) WHERE x1.id IN ['METHOD:a.py:S.send']",
        'MATCH (x1)<-[:CALLS|INSTANTIATES]-(x)',
        'WHERE x <> x1 AND (x:FUNCTION OR x:METHOD OR x:MODULE OR x:CLASS)',
        'WITH DISTINCT x',
        'RETURN DISTINCT x.id AS id, x.name AS name, x.qualified_name AS qualified_name, x.class AS class, x.file_path AS file_path, x.start_line AS start_line, x.end_line AS end_line',
        'ORDER BY file_path, start_line, id',
        'LIMIT 5000',
      ].join('\n'),
    );
  });

  it('makes an instance only in the step next to the class', () => {
    expect(compileQuestion(list(callers(3))).text).toContain('(x1)<-[:CALLS|INSTANTIATES]-()<-[:CALLS*0..2]-(x)');
  });

  it('tests conditions by the neighbourhood of each symbol', () => {
    const set: SymbolSet = {
      kind: 'filtered',
      of: callers(1),
      conditions: [
        { is: 'related', by: { relation: 'calls', direction: 'out', steps: 1 }, to: { ...send, ids: ['FUNCTION:b.py:f'] } },
        { is: 'not', condition: { is: 'attribute', attribute: 'test' } },
        { is: 'placed', paths: ['src/'] },
      ],
    };
    const { text } = compileQuestion({ ask: 'count', of: set });
    expect(text).toContain("EXISTS { MATCH (x)-[:CALLS|INSTANTIATES]->(x1) WHERE x1.id IN ['FUNCTION:b.py:f'] }");
    expect(text).toContain('NOT (coalesce(x.is_test, false))');
    expect(text).toContain("x.file_path STARTS WITH 'src/'");
    expect(text).toMatch(/RETURN count\(DISTINCT x\) AS amount$/);
  });

  it('compares members by name', () => {
    const members = (ids: readonly string[], title: string): SymbolSet => ({
      kind: 'related',
      by: { relation: 'has-method', direction: 'out', steps: 1 },
      of: { kind: 'symbols', ids, title },
    });
    const condition = { is: 'namesake', of: members(['CLASS:a.py:B'], 'B') } as const;
    const lacking = list({ kind: 'filtered', of: members(['CLASS:a.py:A'], 'A'), conditions: [{ is: 'not', condition }] });
    expect(compileQuestion(lacking).text).toContain(
      "NOT (EXISTS { MATCH (x1) WHERE x1.name = x.name AND EXISTS { MATCH (x1)<-[:HAS_METHOD]-(x2) WHERE x2.id IN ['CLASS:a.py:B'] } })",
    );
    expect(describeQuestion(lacking, 'en')).toBe('methods of `A`, but not with a name among methods of `B`');
    expect(describeQuestion(lacking, 'zh')).toBe('`A` 的方法，排除：与「`B` 的方法」同名');
  });

  it('keeps values out of the text when they are parameters', () => {
    const { text, parameters } = compileQuestion(list(callers(1)), 'parameters');
    expect(text).toContain('x1.id IN $value1');
    expect(parameters).toEqual({ value1: ['METHOD:a.py:S.send'] });
  });

  it('writes hostile values as literals that end where they should', () => {
    const set: SymbolSet = {
      kind: 'filtered',
      of: { kind: 'selection', labels: ['CLASS'] },
      conditions: [{ is: 'named', names: ["a' OR true //\\", 'b\n'] }],
    };
    expect(compileQuestion(list(set)).text).toContain("x.name IN ['a\\' OR true //\\\\', 'b\\n']");
  });

  it('says sets in words of both languages', () => {
    const question = list({ kind: 'filtered', of: callers(2), conditions: [{ is: 'attribute', attribute: 'test' }] });
    expect(describeQuestion(question, 'en')).toBe('callers of `S.send` (up to 2 levels), only tests');
    expect(describeQuestion(question, 'zh')).toBe('`S.send` 的调用者（最多 2 层），仅限测试');
  });
});
