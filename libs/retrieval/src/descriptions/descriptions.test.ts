import { describe, expect, it } from 'vitest';
import type { SymbolSource } from '@codexgraph/graph-model';
import { deriveDescription } from './derive-description.js';
import { searchFieldsOf, type SymbolNeighbours } from './search-fields.js';

const ALONE: SymbolNeighbours = { usedBy: [], uses: [], members: [], parents: [] };

function symbol(given: Partial<SymbolSource>): SymbolSource {
  const { name = 'f', code = '' } = given;
  return {
    id: name,
    label: 'FUNCTION',
    name,
    qualifiedName: `shop.${name}`,
    filePath: 'src/shop/orders.py',
    isTest: false,
    code,
    codeLength: code.length,
    ...given,
  };
}

describe('descriptions of symbols without a docstring', () => {
  it.each([
    [
      symbol({
        label: 'METHOD',
        name: 'rebuild_auth',
        class: 'Session',
        signature: 'def rebuild_auth(self, prepared_request, response) -> Auth',
        code: 'self.auth = None\nraise AuthError(x)',
      }),
      { ...ALONE, uses: ['get_netrc_auth'], usedBy: ['shop.Session.resolve_redirects'] },
      'Rebuilds auth of the session from prepared_request, response. Returns Auth. Raises AuthError. Sets auth. Uses get_netrc_auth. Used by Session.resolve_redirects.',
    ],
    [
      symbol({ label: 'METHOD', name: 'isPaused', class: 'Queue', signature: 'isPaused(): boolean' }),
      ALONE,
      'Tells whether the queue is paused. Returns boolean.',
    ],
    [
      symbol({ label: 'METHOD', name: '__init__', class: 'OrderBook', signature: 'def __init__(self, size=3)' }),
      ALONE,
      'Creates an order book from size.',
    ],
    [
      symbol({ label: 'CLASS', name: 'RedisStore', kind: 'class' }),
      { ...ALONE, parents: ['Store'], members: ['_open', 'get', 'put'], usedBy: ['shop.main'] },
      'Class for redis store, a kind of Store. Has get, put. Used by shop.main.',
    ],
    [symbol({ name: 'status_codes', signature: 'def status_codes()' }), ALONE, 'Gives the status codes.'],
  ])('%#', (given, neighbours, expected) => {
    expect(deriveDescription(given, neighbours)).toBe(expected);
  });

  it('says nothing of a value that nothing uses', () => {
    expect(deriveDescription(symbol({ label: 'GLOBAL_VARIABLE', name: 'x' }), ALONE)).toBeUndefined();
  });
});

describe('search fields', () => {
  it('holds folded words of each part, whole names, and neighbours', () => {
    const given = symbol({
      label: 'METHOD',
      name: 'sendRequest',
      class: 'HttpClient',
      qualifiedName: 'src.http.HttpClient.sendRequest',
      filePath: 'src/http.ts',
      signature: 'sendRequest(url: Url): Promise<Response>',
      docstring: 'Sends it.',
      code: 'sendRequest(url: Url) { return this.pool.acquire(url); }',
    });
    expect(searchFieldsOf(given, { ...ALONE, usedBy: ['src.main.run'] })).toEqual({
      identifier: 'sendrequest src.http.httpclient.sendrequest httpclient.sendrequest',
      name: 'send request',
      path: 'src http http http client client',
      signature: 'url url promis respons',
      description: 'send it',
      code: 'send request url url url pool acquir',
      context: 'main run',
    });
  });

  it('repeats no word more than four times', () => {
    expect(searchFieldsOf(symbol({ code: 'token '.repeat(50) }), ALONE).code).toBe('token token token token');
  });
});
