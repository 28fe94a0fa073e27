import { expect, it } from 'vitest';
import { searchRows, searchTable, stageTimes, type AnsweredQuestion } from './search-report.js';

function answer(way: string, definition: number | undefined, milliseconds: number): AnsweredQuestion {
  return {
    way,
    bucket: undefined,
    places: { definition, file: definition },
    milliseconds,
    cpuMs: milliseconds / 2,
    stageMs: { rank: milliseconds },
  };
}

it('compares each way with BM25 on the same questions, and says what it costs', () => {
  const answers = [answer('bm25', 2, 1), answer('bm25', undefined, 1), answer('everything', 1, 4), answer('everything', 2, 8)];
  const [plain, everything] = searchRows(answers);
  expect(plain).toMatchObject({ overBm25: 1, reciprocalRank: 0.25 });
  expect(everything).toMatchObject({ overBm25: 3, reciprocalRank: 0.75, medianMs: 8, slowMs: 8, cpuMs: 3 });
  expect(stageTimes(answers, 'everything')).toEqual({ rank: 8 });
  expect(searchTable(searchRows(answers)).split('\n')[2]).toMatch(/^everything +all +2 +50\.0% .* 3\.00 /u);
  expect(searchRows([answer('everything', 1, 4)])[0]?.overBm25).toBeUndefined();
});
