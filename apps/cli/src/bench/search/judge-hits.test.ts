import { describe, expect, it } from 'vitest';
import { judgeHits, searchFigures } from './judge-hits.js';
import { searchQuestionSchema } from './search-question.js';

const question = searchQuestionSchema.parse({
  id: 1,
  query: 'send a request',
  targets: [{ file: 'src/session.py', name: 'send', class: 'Session', label: 'METHOD' }],
});

describe('judging the hits of a search', () => {
  it('takes the method of the right class in the right file, and counts a file once', () => {
    const places = judgeHits(question, [
      { name: 'send', class: 'Adapter', filePath: 'src/adapters.py' },
      { name: 'close', class: 'Adapter', filePath: 'src/adapters.py' },
      { name: 'send', class: 'Pool', filePath: 'src/session.py' },
      { name: 'send', class: 'Session', filePath: 'src/session.py' },
    ]);
    expect(places).toEqual({ definition: 4, file: 2 });
  });

  it('prefers functions at the newest commit, and leaves modules out where there is something else', () => {
    const { targets } = searchQuestionSchema.parse({
      id: 'c',
      query: 'fix',
      functions: [{ file: 'a.ts', name: 'old', label: 'FUNCTION' }],
      head_functions: [
        { file: 'a.ts', name: 'a', label: 'MODULE' },
        { file: 'a.ts', name: 'now', label: 'FUNCTION' },
      ],
    });
    expect(targets.map(({ name }) => name)).toEqual(['now']);
  });

  it('sums up', () => {
    const figures = searchFigures([
      { definition: 1, file: 1 },
      { definition: 4, file: 2 },
      { definition: undefined, file: undefined },
      { definition: 25, file: 1 },
    ]);
    expect(figures.hitAt).toEqual({ 1: 0.25, 3: 0.25, 5: 0.5, 10: 0.5, 20: 0.5 });
    expect(figures.fileAt[1]).toBe(0.5);
    expect(figures.reciprocalRank).toBeCloseTo(0.3125);
  });
});
