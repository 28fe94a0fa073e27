import type { RetrievedSymbol } from '@codexgraph/graph-model';
import type { CodeSearch, SearchHit } from '@codexgraph/retrieval';

const SYMBOL: RetrievedSymbol = {
  id: 'METHOD:cart.py:Cart.add',
  label: 'METHOD',
  name: 'add',
  qualifiedName: 'cart.Cart.add',
  filePath: 'cart.py',
  startLine: 5,
  endLine: 9,
  class: 'Cart',
  description: 'Puts an item into the cart.',
  descriptionSource: 'derived',
  isTest: false,
};

const HIT: SearchHit = {
  symbol: SYMBOL,
  score: 1.5,
  reasons: [
    { signal: 'words', text: 'item in its description' },
    {
      signal: 'graph',
      text: 'main calls Cart.add',
      path: [{ from: 'FUNCTION:cart.py:main', to: SYMBOL.id, type: 'CALLS', direction: 'out' }],
    },
  ],
};

/** A search that finds one symbol, and remembers what it was asked. */
export function fakeSearch(asked: unknown[] = []): CodeSearch {
  return {
    search: (request) => {
      asked.push(request);
      return Promise.resolve({ revision: 'r1', hits: [HIT], notes: ['One note.'], stages: {} });
    },
    similar: (repository, id, k) => {
      asked.push({ repository, id, k });
      return Promise.resolve([HIT]);
    },
    context: ({ tokens, ...request }) => {
      asked.push({ ...request, vocabulary: tokens.vocabulary });
      const pieces = [{ key: '[1]', symbol: SYMBOL, form: 'whole' as const, text: 'def add(): ...' }];
      return Promise.resolve({ revision: 'r1', notes: [], pieces, text: '[1] ...', tokens: 4, leftOut: 2 });
    },
    status: (repository) =>
      Promise.resolve({
        repository,
        revision: 'r1',
        publishedRevision: 'r1',
        textOnline: true,
        active: { space: 'a', model: 'built-in-1', dimensions: 256 },
        documents: 4,
        embedded: 3,
        embeddedBuilding: 0,
        missing: 1,
        indexes: [{ kind: 'fulltext', state: 'online', populationPercent: 100 }],
        refreshedAt: '2026-01-02T03:04:05Z',
      }),
  };
}
