import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
import { fakeSearch } from '../testing/fake-search.js';

const asked: unknown[] = [];
const harness = new ApiHarness();
beforeAll(async () => {
  await harness.start({ search: fakeSearch(asked) });
});
afterAll(() => harness.close());

async function ask(fields: string) {
  asked.length = 0;
  return harness.query(`{ repository(name: "shop") { ${fields} } }`);
}

describe('searching over GraphQL', () => {
  it('gives hits with symbols, reasons and paths', async () => {
    const fields =
      'hits { score symbol { id qualifiedName className description } reasons { signal text path { fromId toId type direction } } } notes';
    const { data } = await ask(
      `search(text: "put an item in", mode: HYBRID, first: 3, labels: [METHOD], pathPrefix: "src/", tests: EXCLUDE) { ${fields} }`,
    );
    expect(asked).toEqual([
      {
        repository: 'shop',
        text: 'put an item in',
        mode: 'hybrid',
        k: 3,
        filter: { labels: ['METHOD'], pathPrefix: 'src/', tests: 'exclude' },
      },
    ]);
    expect(data).toEqual({
      repository: {
        search: {
          hits: [
            {
              score: 1.5,
              symbol: {
                id: 'METHOD:cart.py:Cart.add',
                qualifiedName: 'cart.Cart.add',
                className: 'Cart',
                description: 'Puts an item into the cart.',
              },
              reasons: [
                { signal: 'WORDS', text: 'item in its description', path: [] },
                {
                  signal: 'GRAPH',
                  text: 'main calls Cart.add',
                  path: [{ fromId: 'FUNCTION:cart.py:main', toId: 'METHOD:cart.py:Cart.add', type: 'CALLS', direction: 'OUT' }],
                },
              ],
            },
          ],
          notes: ['One note.'],
        },
      },
    });
  });

  it('gives a context, counted by the vocabulary of the model', async () => {
    const { data } = await ask(
      'context(text: "x", budgetTokens: 500, model: "gpt-4o") { text tokens leftOut pieces { key form symbol { name } } notes }',
    );
    expect(asked).toEqual([{ repository: 'shop', text: 'x', mode: 'hybrid', budgetTokens: 500, vocabulary: 'o200k_base' }]);
    const pieces = [{ key: '[1]', form: 'WHOLE', symbol: { name: 'add' } }];
    expect(data).toEqual({ repository: { context: { text: '[1] ...', tokens: 4, leftOut: 2, pieces, notes: [] } } });
  });

  it('gives similar symbols and the state of the search', async () => {
    const { data } = await ask(
      'similarSymbols(id: "a", first: 2) { symbol { name } } embeddingStatus { current model dimensions building documents embedded missing populationPercent refreshedAt }',
    );
    expect(asked).toEqual([{ repository: 'shop', id: 'a', k: 2 }]);
    expect(data).toEqual({
      repository: {
        similarSymbols: [{ symbol: { name: 'add' } }],
        embeddingStatus: {
          current: true,
          model: 'built-in-1',
          dimensions: 256,
          building: null,
          documents: 4,
          embedded: 3,
          missing: 1,
          populationPercent: 100,
          refreshedAt: '2026-01-02T03:04:05.000Z',
        },
      },
    });
  });

  it.each([
    ['search(text: "x", first: 0) { notes }', '1 to 100 hits, not 0'],
    ['search(text: "x", first: 10000) { notes }', '1 to 100 hits, not 10000'],
    ['context(text: "x", budgetTokens: 1000000) { text }', 'at most 100000 tokens'],
    ['similarSymbols(id: "x", first: -1) { score }', '1 to 100 hits, not -1'],
  ])('refuses %s', async (fields, sentence) => {
    const { errors } = await ask(fields);
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect(errors?.[0]?.message).toContain(sentence);
    expect(asked).toEqual([]);
  });

  it('knows no other kinds and modes', async () => {
    expect((await ask('search(text: "x", labels: [SPOON]) { notes }')).errors?.[0]?.message).toContain('SPOON');
    expect((await ask('search(text: "x", mode: MAGIC) { notes }')).errors?.[0]?.message).toContain('MAGIC');
  });
});
