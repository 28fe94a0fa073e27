import { expect, it } from 'vitest';
import { languageShares } from './language-shares.js';

it('tells how common the language of a file is, of paths and of ids of symbols', () => {
  const shareOf = languageShares([
    'METHOD:src/a.ts:A.run',
    'src/b.mjs',
    'FUNCTION:src/c.tsx:x.y~1',
    'ports/d.e.py',
    'MODULE:src/f.js',
  ]);
  expect([shareOf('lib/new.ts'), shareOf('ports/d.e.py'), shareOf('README.rst')]).toEqual([1, 0.25, 0]);
  expect(languageShares([])('a.ts')).toBe(0);
});
