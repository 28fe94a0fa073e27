import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguages } from '../languages/registry.js';
import { SyntaxChecker } from './syntax-checker.js';

let checker: SyntaxChecker;

beforeAll(async () => {
  checker = new SyntaxChecker(await loadLanguages());
});

describe('SyntaxChecker', () => {
  it.each([
    ['a.py', 'def f(x):\n    return 2 * x\n'],
    ['a.ts', 'export const f = (x: number): number => 2 * x;\n'],
    ['a.tsx', 'export const f = () => <p>你好</p>;\n'],
    ['a.js', ''],
  ])('finds nothing in %s that parses', async (path, text) => {
    expect(await checker.problems(path, text)).toEqual([]);
  });

  it.each([
    ['a.py', 'def f(x):\n    return 2 **\n', 2],
    ['a.ts', 'const a = 1;\nfunction f( {\n}\n', 2],
    ['a.js', 'let x = ;\n', 1],
  ])('finds the line in %s', async (path, text, line) => {
    const problems = await checker.problems(path, text);
    expect(problems?.[0]?.line).toBe(line);
    expect(problems?.[0]?.message).not.toBe('');
  });

  it('says nothing about languages that it does not know', async () => {
    expect(await checker.problems('a.txt', '(((')).toBeUndefined();
  });
});
