import { describe, expect, it } from 'vitest';
import type { CodeSearch } from '@codexgraph/retrieval';
import { topicSearcher } from './topic-searcher.js';

describe('questions about topics', () => {
  it('are answered by the search, with what a symbol does and the path that led to it', async () => {
    const asked: unknown[] = [];
    const symbol = {
      id: 'a',
      label: 'METHOD',
      name: 'send',
      qualifiedName: 'm.S.send',
      filePath: 'm.py',
      startLine: 3,
      endLine: 9,
      class: 'S',
      isTest: false,
    } as const;
    const reasons = [
      { signal: 'words', text: 'retry in its code' },
      { signal: 'graph', text: 'retry is called by S.send' },
    ] as const;
    const hits = [
      { symbol: { ...symbol, description: 'Sends a request.\nMore.' }, score: 1, reasons },
      { symbol, score: 0.5, reasons: [{ signal: 'words', text: 'w'.repeat(400) }] as const },
    ];
    const search = {
      search: (request: unknown) => {
        asked.push(request);
        return Promise.resolve({ revision: 'r', hits, notes: ['An index is being filled.'], stages: {} });
      },
    } as unknown as CodeSearch;
    const notes: string[] = [];
    const found = await topicSearcher(search).search({
      repository: 'shop',
      question: 'how are retries handled?',
      topic: 'retries',
      limit: 8,
      onNote: (note) => notes.push(note),
    });
    expect(notes).toEqual(['An index is being filled.']);
    expect(asked).toEqual([{ repository: 'shop', text: 'how are retries handled?', k: 8 }]);
    expect(found[0]).toEqual({
      entry: {
        id: 'a',
        label: 'METHOD',
        name: 'send',
        qualifiedName: 'm.S.send',
        className: 'S',
        filePath: 'm.py',
        startLine: 3,
        endLine: 9,
        kind: '',
      },
      reason: 'Sends a request. (retry is called by S.send)',
    });
    expect(found[1]?.reason).toHaveLength(220);
  });
});
