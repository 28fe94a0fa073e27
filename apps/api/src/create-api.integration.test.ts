import { setTimeout as sleep } from 'node:timers/promises';
import { getIntrospectionQuery } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { PUBLIC_ERRORS } from './errors/graphql-errors.js';
import { ApiHarness } from './testing/api-harness.js';
import { databaseAway } from './testing/fake-graph.js';

let harness = new ApiHarness();
afterEach(async () => {
  await harness.close();
  harness = new ApiHarness();
});

const TOKEN = 'a-token-of-enough-characters';
const NAMES = '{ repositories { nodes { name } } }';
const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ query: NAMES });

async function codes(query: string, variables: Record<string, unknown> = {}): Promise<string[]> {
  const { errors } = await harness.query(query, variables);
  return (errors ?? []).map(({ extensions }) => extensions.code);
}

describe('who may call', () => {
  it('answers local callers, and says nothing about itself', async () => {
    await harness.start();
    const answer = await harness.raw('POST', '/graphql', { body, headers: json });
    expect(JSON.parse(answer.text)).toEqual({ data: { repositories: { nodes: [{ name: 'shop' }] } } });
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    ['a rebound name', { host: 'rebound.example' }],
    ['a page of another site', { origin: 'http://evil.example' }],
    ['a page without origin of its own', { origin: 'null' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', async (_, headers) => {
    await harness.start();
    const answer = await harness.raw('POST', '/graphql', { body, headers: { ...json, ...headers } });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('asks for the token on every route but health and readiness', async () => {
    await harness.start({ server: { token: TOKEN } });
    for (const headers of [{}, { authorization: 'Bearer wrong-token-of-enough-characters' }]) {
      const refused = await harness.raw('POST', '/graphql', { body, headers: { ...json, ...headers } });
      expect(refused.status).toBe(401);
      expect(refused.headers['www-authenticate']).toBe('Bearer');
      expect(refused.text).not.toContain('shop');
    }
    expect((await harness.query(NAMES, {}, { authorization: `Bearer ${TOKEN}` })).data).toBeDefined();
    expect((await harness.raw('GET', '/health')).status).toBe(200);
    expect((await harness.raw('GET', '/ready')).status).toBe(200);
  });

  it('refuses what a form on a page could send', async () => {
    await harness.start();
    const plain = await harness.raw('POST', '/graphql', { body, headers: { 'content-type': 'text/plain' } });
    expect(plain.status).toBe(400);
    const byUrl = await harness.raw('GET', `/graphql?query=${encodeURIComponent(NAMES)}`);
    expect(byUrl.status).toBe(400);
    expect(byUrl.text).toContain('CSRF');
  });
});

describe('how much one may ask', () => {
  it('refuses a body that is too large, without a trace of the inside', async () => {
    await harness.start();
    const large = await harness.raw('POST', '/graphql', { body: JSON.stringify({ query: 'x'.repeat(300_000) }), headers: json });
    expect(large.status).toBe(413);
    expect(large.text).not.toMatch(/node_modules|\.js/);
    const broken = await harness.raw('POST', '/graphql', { body: '{', headers: json });
    expect(broken.status).toBe(400);
    expect(broken.text).not.toMatch(/node_modules|\.js/);
  });

  it('refuses several operations in one request', async () => {
    await harness.start();
    const batch = await harness.raw('POST', '/graphql', { body: `[${body},${body}]`, headers: json });
    expect(batch.status).toBe(400);
  });

  it('refuses long documents', async () => {
    await harness.start();
    expect(await codes(`# ${'x'.repeat(21_000)}\n${NAMES}`)).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes(`{ ${'a '.repeat(4_500)} }`)).toEqual(['GRAPHQL_PARSE_FAILED']);
  });

  it('refuses deep operations, also through fragments', async () => {
    await harness.start();
    const relations = (inner: string) => `relations(direction: OUT, first: 1) { nodes { symbol { ${inner} } } }`;
    const deep = relations(relations(relations(relations('name'))));
    expect(await codes(`{ repository(name: "shop") { symbol(id: "x") { ${deep} } } }`)).toEqual(['LIMIT_EXCEEDED']);
    const hidden = `{ repository(name: "shop") { symbol(id: "x") { ...A } } } fragment A on Symbol { ${deep} }`;
    expect(await codes(hidden)).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes(`{ repository(name: "shop") { symbol(id: "x") { ${relations(relations('name'))} } } }`)).toEqual([]);
  });

  it('refuses dear operations, counting variables and pages', async () => {
    await harness.start();
    const query = `query ($first: Int!) { repository(name: "shop") { symbols(first: $first) { nodes { name relations(direction: OUT, first: $first) { nodes { symbol { id name } } } } } } }`;
    expect(await codes(query, { first: 200 })).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes(query, { first: 10 })).toEqual([]);
  });

  it('refuses fragments that multiply', async () => {
    await harness.start();
    const bomb = Array.from(
      { length: 25 },
      (_, at) => `fragment F${at} on Repository { ...F${at + 1} a${at}: name ...F${at + 1} }`,
    ).join(' ');
    const query = `{ repository(name: "shop") { ...F0 } } ${bomb} fragment F25 on Repository { name }`;
    const startedAt = Date.now();
    expect(await codes(query)).toEqual(['LIMIT_EXCEEDED']);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('refuses pages that are too large or empty', async () => {
    await harness.start();
    expect(await codes('{ repositories(first: 201) { nodes { name } } }')).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes('{ repositories(first: 0) { nodes { name } } }')).toEqual(['BAD_INPUT']);
    expect(await codes('{ repositories(after: "nonsense") { nodes { name } } }')).toEqual(['BAD_INPUT']);
  });

  it('lets tools ask for the whole schema', async () => {
    await harness.start();
    expect(await codes(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))).toEqual([]);
  });
});

describe('what errors tell', () => {
  it('names the field, the code, and nothing of the inside', async () => {
    await harness.start();
    harness.graph.failure = databaseAway();
    const { data, errors } = await harness.query('{ repository(name: "shop") { name } }');
    expect(data).toEqual({ repository: null });
    expect(errors).toEqual([
      {
        message: PUBLIC_ERRORS.DATABASE_UNAVAILABLE.text,
        locations: [{ line: 1, column: 3 }],
        path: ['repository'],
        extensions: { code: 'DATABASE_UNAVAILABLE', retryable: true },
      },
    ]);
    expect(harness.log.join()).toContain('10.0.0.1');
  });

  it('keeps an unknown error to the log', async () => {
    await harness.start();
    harness.graph.failure = new TypeError('password hunter2');
    const { errors } = await harness.query(NAMES);
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL' });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    expect(harness.log.join()).toContain('hunter2');
  });

  it('explains wrong documents and variables', async () => {
    await harness.start();
    expect(await codes('{ nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await codes('{')).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(await codes('query ($n: Int!) { repositories(first: $n) { nodes { name } } }', { n: 'many' })).toEqual(['BAD_INPUT']);
  });
});

describe('health and readiness', () => {
  it('tell apart a living process and one that can work', async () => {
    await harness.start({
      readiness: { neo4j: () => Promise.reject(databaseAway()), redis: () => Promise.resolve({ workers: 1 }) },
    });
    expect((await harness.raw('GET', '/health')).status).toBe(200);
    const ready = await harness.raw('GET', '/ready');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toMatchObject({
      status: 'unavailable',
      checks: { neo4j: { ok: false, code: 'DATABASE_UNAVAILABLE' }, redis: { ok: true, facts: { workers: 1 } } },
    });
    expect(ready.text).not.toContain('10.0.0.1');
  });
});

describe('over a websocket', () => {
  const outcome = async (client: ReturnType<ApiHarness['socket']>, query: string): Promise<string> => {
    try {
      for await (const result of client.iterate({ query })) {
        return result.errors === undefined ? 'data' : String(result.errors[0]?.extensions?.['code']);
      }
      return 'nothing';
    } catch (error) {
      if (Array.isArray(error)) return String((error[0] as { extensions?: { code?: string } }).extensions?.code);
      return `closed ${String((error as { code?: number }).code ?? 'before opening')}`;
    } finally {
      await client.dispose();
    }
  };

  it('the same callers are let in and turned away', async () => {
    await harness.start({ server: { token: TOKEN } });
    expect(await outcome(harness.socket(), NAMES)).toBe('closed 4403');
    expect(await outcome(harness.socket({ connectionParams: { authorization: `Bearer ${TOKEN}` } }), NAMES)).toBe('data');
    expect(await outcome(harness.socket({ headers: { authorization: `Bearer ${TOKEN}` } }), NAMES)).toBe('data');
    const evil = { headers: { origin: 'http://evil.example', authorization: `Bearer ${TOKEN}` } };
    expect(await outcome(harness.socket(evil), NAMES)).toMatch(/^closed/);
    expect(
      await outcome(harness.socket({ headers: { host: 'rebound.example', authorization: `Bearer ${TOKEN}` } }), NAMES),
    ).toMatch(/^closed/);
  });

  it('the same limits and error codes hold', async () => {
    await harness.start();
    const deep =
      '{ repository(name: "x") { symbol(id: "x") { ' +
      'relations(direction: OUT, first: 1) { nodes { symbol { '.repeat(4) +
      'name' +
      ' } } }'.repeat(4) +
      ' } } }';
    expect(await outcome(harness.socket(), deep)).toBe('LIMIT_EXCEEDED');
    expect(
      await outcome(
        harness.socket(),
        '{ repository(name: "x") { symbols(first: 200) { nodes { relations(direction: IN, first: 200) { nodes { symbol { name } } } } } } }',
      ),
    ).toBe('LIMIT_EXCEEDED');
    expect(await outcome(harness.socket(), `# ${'x'.repeat(21_000)}\n${NAMES}`)).toBe('LIMIT_EXCEEDED');
    expect(await outcome(harness.socket(), '{ nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
    harness.graph.failure = new TypeError('hunter2');
    expect(await outcome(harness.socket(), NAMES)).toBe('INTERNAL');
  });

  it('connections end when the server shuts down', async () => {
    await harness.start();
    const client = harness.socket();
    let closed: unknown;
    client.on('closed', (event) => (closed = event));
    client.subscribe({ query: NAMES }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    await sleep(200);
    await harness.close();
    await sleep(50);
    expect(closed).toBeDefined();
    await client.dispose();
  });
});

interface SymbolsAnswer {
  repository: { symbols: { nodes: { name: string }[]; pageInfo: { endCursor: string | null } } };
}

interface EdgesAnswer {
  repository: { symbols: { nodes: { name: string }[]; edges: { cursor: string; node: { name: string } }[] } };
}

describe('symbols and relations', () => {
  it('come with places, evidence and counts', async () => {
    await harness.start();
    const { data, errors } = await harness.query(`{
      repository(name: "shop") {
        source { kind location } statistics { files symbols { label count } calls { unresolved } } quality { calls { resolved } }
        skippedFiles { nodes { path reason } }
        symbols(namePrefix: "add", labels: [METHOD]) { nodes { label className startLine endLine calls { total unresolved } } pageInfo { hasNextPage endCursor } }
        symbolsByQualifiedName(qualifiedName: "cart.main") { isAsync decorators }
        symbolsAt(filePath: "cart.py", line: 6) { name }
        symbol(id: "FUNCTION:cart.py:main") {
          relationCounts { type direction count }
          relations(direction: OUT) { nodes { direction relation { type lines confidence rule properties { name value } } symbol { qualifiedName } } }
          neighbourhood(depth: 1) { symbols { id } relations { sourceId targetId } truncated }
        }
        path(fromId: "a", toId: "b") { symbols { name } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      repository: {
        source: { kind: 'FOLDER', location: '/src/shop' },
        statistics: {
          files: 1,
          symbols: [
            { label: 'MODULE', count: 1 },
            { label: 'CLASS', count: 1 },
          ],
          calls: { unresolved: 1 },
        },
        quality: { calls: { resolved: 1 } },
        skippedFiles: { nodes: [{ path: 'big.py', reason: 'larger than the limit' }] },
        symbols: {
          nodes: [{ label: 'METHOD', className: 'Cart', startLine: 5, endLine: 9, calls: { total: 4, unresolved: 1 } }],
          pageInfo: { hasNextPage: false, endCursor: null },
        },
        symbolsByQualifiedName: [{ isAsync: true, decorators: ['entry'] }],
        symbolsAt: [{ name: 'add' }, { name: 'Cart' }, { name: 'cart' }],
        symbol: {
          relationCounts: [{ type: 'CALLS', direction: 'OUT', count: 1 }],
          relations: {
            nodes: [
              {
                direction: 'OUT',
                relation: {
                  type: 'CALLS',
                  lines: [34, 36],
                  confidence: 'EXACT',
                  rule: 'member',
                  properties: [
                    { name: 'candidates', value: '2' },
                    { name: 'role', value: 'x' },
                  ],
                },
                symbol: { qualifiedName: 'cart.Cart.add' },
              },
            ],
          },
          neighbourhood: { truncated: false },
        },
      },
    });
  });

  it('come in pages that go on where the last one ended', async () => {
    await harness.start();
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await harness.query(
        'query ($after: String) { repository(name: "shop") { symbols(first: 3, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } } }',
        { after },
      );
      const { nodes, pageInfo } = (data as SymbolsAnswer).repository.symbols;
      names.push(...nodes.map(({ name }) => name));
      after = pageInfo.endCursor;
    } while (after !== null);
    expect(names).toEqual(['cart', 'Cart', 'add', 'main']);
  });

  it('go on behind any item by its own cursor', async () => {
    await harness.start();
    const read = async (after: string | null) => {
      const { data } = await harness.query(
        'query ($after: String) { repository(name: "shop") { symbols(after: $after) { nodes { name } edges { cursor node { name } } } } }',
        { after },
      );
      return (data as EdgesAnswer).repository.symbols;
    };
    const { nodes, edges } = await read(null);
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    for (const [index, { cursor }] of edges.entries()) expect((await read(cursor)).nodes).toEqual(nodes.slice(index + 1));
    const { data } = await harness.query('{ repositories { edges { cursor node { name } } } }');
    const [first] = (data as { repositories: { edges: { cursor: string; node: unknown }[] } }).repositories.edges;
    expect(first?.node).toEqual({ name: 'shop' });
    const rest = await harness.query('query ($after: String) { repositories(after: $after) { nodes { name } } }', {
      after: first?.cursor,
    });
    expect(rest.data).toEqual({ repositories: { nodes: [] } });
  });
});
