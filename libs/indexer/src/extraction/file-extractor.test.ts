import { expect, it } from 'vitest';
import { FlatTree } from '../syntax/flat-tree.js';
import type { FileFacts } from '../facts/file-facts.js';
import { loadLanguages } from '../languages/registry.js';
import { extractFile, extractWithin } from './file-extractor.js';

/** A tree of one node inside the other. */
function nested(depth: number): FlatTree {
  const nodes = Array.from({ length: depth }, (_, node) => node);
  return new FlatTree('x', {
    count: depth,
    kind: new Uint16Array(depth),
    field: new Uint16Array(depth),
    start: new Int32Array(depth),
    end: new Int32Array(depth).fill(1),
    parent: Int32Array.from(nodes, (node) => node - 1),
    after: new Int32Array(depth).fill(depth),
    missing: [],
    truncated: false,
  });
}

/** Takes more stack than there is for trees of more than 50 nodes. */
function greedy(tree: FlatTree): FileFacts {
  const recurse = (): number => recurse() + 1;
  if (tree.count > 50) recurse();
  return { lineCount: tree.count } as FileFacts;
}

it('reads less deeply where the stack is too small, and says so', () => {
  const seen: FlatTree[] = [];
  const facts = extractWithin((tree) => {
    seen.push(tree);
    return greedy(tree);
  }, nested(300));
  expect(facts.lineCount).toBe(26);
  expect(seen.map((tree) => [tree.count, tree.truncated])).toEqual([
    [300, false],
    [101, true],
    [26, true],
  ]);
});

it('hands on what is no lack of stack', () => {
  const fail = (): never => {
    throw new TypeError('broken');
  };
  expect(() => extractWithin(fail, nested(3))).toThrow('broken');
});

it.each(['.py', '.ts', '.tsx', '.js'])('reads nesting of every kind in %s without a failure', async (extension) => {
  const registry = await loadLanguages();
  const language = registry.byPath(`a${extension}`);
  if (language === undefined) throw new TypeError('no language');
  const depth = 600;
  const texts = ['(', '[', '{', 'f(', 'a.', '!', 'not ', 'x = ', 'lambda: ', '() => ', 'if x:\n', 'x ? ', '<a>', 'x +'].map(
    (part) => `${part.repeat(depth)}x\n`,
  );
  for (const text of texts) {
    const facts = await extractFile(language, text);
    expect(facts.definitions[0]?.label).toBe('MODULE');
  }
});
