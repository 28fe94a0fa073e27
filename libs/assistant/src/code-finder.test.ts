import type { CodeSearch } from '@codexgraph/retrieval';
import { describe, expect, it } from 'vitest';
import { codeFinder } from './code-finder.js';

const symbol = {
  id: 'a',
  label: 'METHOD',
  name: 'send',
  qualifiedName: 'm.S.send',
  filePath: 'm.py',
  startLine: 3,
  endLine: 9,
  isTest: false,
  docstring: 'Sends it.',
} as const;

describe('what models are shown of the search', () => {
  it('is symbols with their place, and code within the budget of the model', async () => {
    const asked: unknown[] = [];
    const search = {
      search: (request: unknown) => {
        asked.push(request);
        const reasons = [{ signal: 'words', text: 'send in its name' }];
        return Promise.resolve({
          revision: 'r',
          hits: [{ symbol, score: 1, reasons }],
          notes: ['An index is being filled.'],
          stages: {},
        });
      },
      context: ({ tokens, ...request }: { tokens: { count: (text: string) => number } }) => {
        asked.push({ ...request, counted: tokens.count('abc') });
        return Promise.resolve({
          text: '[1] m.py:3-9',
          pieces: [],
          tokens: 3,
          leftOut: 0,
          revision: 'r',
          notes: ['The re-ranker is away.'],
        });
      },
    } as unknown as CodeSearch;
    const finder = codeFinder(search);
    const signal = new AbortController().signal;
    const notes: string[] = [];
    const onNote = (note: string) => void notes.push(note);
    expect(await finder.find({ repository: 'shop', text: 'sending', most: 4, onNote }, signal)).toEqual([
      {
        label: 'METHOD',
        qualifiedName: 'm.S.send',
        filePath: 'm.py',
        startLine: 3,
        endLine: 9,
        note: 'Sends it. (send in its name)',
      },
    ]);
    const countTokens = (text: string): number => text.length;
    const request = { repository: 'shop', text: 'sending', budgetTokens: 80, countTokens, onNote };
    expect(await finder.context(request, signal)).toBe('[1] m.py:3-9');
    expect(notes).toEqual(['An index is being filled.', 'The re-ranker is away.']);
    expect(asked).toEqual([
      { repository: 'shop', text: 'sending', k: 4 },
      { repository: 'shop', text: 'sending', budgetTokens: 80, counted: 3 },
    ]);
  });
});
