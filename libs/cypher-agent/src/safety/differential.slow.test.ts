import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmptyServer, type EmptyServer } from '../testing/empty-server.js';
import { CANARY, HOSTILE_ADDITION, OWN_GRAPH, OWN_LABEL, type SetUpStatement } from '../testing/hostile-graph.js';
import { RandomQuery, seededRandom } from '../testing/random-query.js';
import { scope } from './scope.js';
import type { ScopeRule } from './scoping/scope-context.js';

const RUNS = Number(process.env['CODEXGRAPH_FUZZ_RUNS'] ?? '300');
const SEED = Number(process.env['CODEXGRAPH_FUZZ_SEED'] ?? '20260101');
const LANES = 4;
const TIMEOUT_MS = 20_000;
/** Says nothing about the answer. */
const TOO_SLOW = /TimedOut/u;
/** Rules whose absence shows in answers, each with a query that shows it. The other rules show in the text alone; see `scope.test.ts`. */
const SHOWN: readonly (readonly [rule: ScopeRule, query: string])[] = [
  ['label-named-nodes', 'MATCH (n:CLASS) RETURN count(n) AS c'],
  ['label-anonymous-nodes', 'MATCH (n:CLASS)-->() RETURN count(*) AS c'],
  ['keep-user-labels-together', 'MATCH (n:CLASS|METHOD) RETURN count(*) AS c'],
  ['label-inner-nodes', 'MATCH (a:CLASS)-[:CALLS]->{2}(b) RETURN count(*) AS c'],
  ['translate-ranges', 'MATCH (a:CLASS)-[:CALLS*2]->(b) RETURN count(*) AS c'],
  [
    'check-shortest-paths',
    'MATCH p = allShortestPaths((a:CLASS)-[*..4]-(b)) WHERE a.id <> b.id RETURN a.id AS a, b.id AS b, count(p) AS l',
  ],
  ['check-path-comprehensions', 'MATCH (a:CLASS) RETURN a.id AS a, size([(a)-[*1..2]-(z) | z.id]) AS l'],
  ['hide-internal-labels', 'MATCH (a) RETURN labels(a) AS l'],
  ['expand-star', 'MATCH shortestPath((a:CLASS)-[*..4]-(b:FUNCTION)) WHERE a.id <> b.id RETURN *'],
  [
    'guard-partial-conditions',
    'MATCH p = allShortestPaths((a:CLASS)-[*..4]-(b)) WHERE a.id <> b.id AND all(r IN relationships(p) WHERE 12 / endNode(r).x > 0) RETURN count(p) AS c',
  ],
];

interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}
type Reply = Answer | { readonly error: string };

let server: EmptyServer;
let driver: Driver;
const expected = new Map<string, Reply>();

beforeAll(async () => {
  server = await startEmptyServer();
  driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password));
  await execute([{ text: 'MATCH (n) DETACH DELETE n', parameters: {} }, ...OWN_GRAPH]);
  const random = new RandomQuery(seededRandom(SEED));
  const queries = [...SHOWN.map(([, query]) => query), ...Array.from({ length: RUNS }, () => random.next())];
  await eachOf(queries, async (query) => {
    if (!expected.has(query)) expected.set(query, await ask(query));
  });
  await execute(HOSTILE_ADDITION);
}, 1_800_000);

afterAll(async () => {
  await driver.close();
  await server.stop();
});

describe('queries over a graph with hostile neighbours', () => {
  it(`answer as if there were none (${String(RUNS)} random queries)`, { timeout: 1_800_000 }, async () => {
    const different: string[] = [];
    let valid = 0;
    let refused = 0;
    await eachOf([...expected.keys()], async (query) => {
      const plain = expected.get(query);
      if (plain !== undefined && 'error' in plain && TOO_SLOW.test(plain.error)) return;
      if (plain === undefined || 'error' in plain) {
        const reply = scope(query, { label: OWN_LABEL, hiddenLabels: ['Symbol'] });
        if (reply.kind === 'scoped' && plain !== undefined) await compareErrors(query, reply.text, different);
        return;
      }
      valid += 1;
      const confined = scope(query, { label: OWN_LABEL, hiddenLabels: ['Symbol'] });
      if (confined.kind === 'refused') refused += 1;
      if (confined.kind === 'refused' && confined.problems.some(({ code }) => code === 'INTERNAL'))
        different.push(`INTERNAL: ${query}`);
      if (confined.kind === 'refused') return;
      const reply = await ask(confined.text);
      if ('error' in reply && TOO_SLOW.test(reply.error)) return;
      if (!isSame(plain, reply)) different.push(`${query}\n  ${confined.text}`);
    });
    process.stdout
      .write(`${String(expected.size)} queries, ${String(valid)} valid, ${String(refused)} of them refused, ${String(different.length)} different
`);
    expect(different.slice(0, 5)).toEqual([]);
    expect(refused / valid).toBeLessThan(0.02);
    expect(valid / expected.size).toBeGreaterThan(0.5);
  });

  it.each(SHOWN)('would answer differently without the rule %s', { timeout: 120_000 }, async (rule, query) => {
    const plain = expected.get(query) ?? { error: 'not asked' };
    const context = { label: OWN_LABEL, hiddenLabels: ['Symbol'] };
    const whole = scope(query, context);
    const mutated = scope(query, { ...context, without: new Set([rule]) });
    if (whole.kind === 'refused' || mutated.kind === 'refused') throw new TypeError(`refused: ${query}`);
    expect(isSame(plain, await ask(whole.text))).toBe(true);
    expect(isSame(plain, await ask(mutated.text))).toBe(false);
  });
});

/** A query that fails alone may fail confined in the same way, and must not tell anything else. */
async function compareErrors(query: string, text: string, different: string[]): Promise<void> {
  const plain = expected.get(query);
  const reply = await ask(text);
  if (plain === undefined || !('error' in plain)) return;
  // An empty answer is right too: the server may or may not evaluate what fails.
  if ('error' in reply ? reply.error !== plain.error : JSON.stringify(reply.rows).includes(CANARY))
    different.push(`${query}\n  ${text}\n  ${JSON.stringify(reply)}`);
}

async function execute(statements: readonly SetUpStatement[]): Promise<void> {
  const session = driver.session();
  for (const { text, parameters } of statements) await session.run(text, parameters);
  await session.close();
}

async function ask(query: string): Promise<Reply> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.run(query, {}, { timeout: TIMEOUT_MS });
    const ordered = /\bORDER BY\b/u.test(query);
    const columns = (records[0]?.keys ?? []).map(String);
    const rows = records.map((record) => canonical(columns.map((column) => record.get(column) as unknown)));
    return { columns, rows: ordered ? rows : rows.sort() };
  } catch (error) {
    return { error: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  } finally {
    await session.close();
  }
}

function isSame(plain: Reply, confined: Reply): boolean {
  if ('error' in plain || 'error' in confined) return 'error' in plain && 'error' in confined && plain.error === confined.error;
  // Rows of equal sort keys have no order: compare the bags, then only the keys would remain, which the bags hold.
  return (
    JSON.stringify([...plain.rows].sort()) === JSON.stringify([...confined.rows].sort()) &&
    (plain.rows.length === 0 || JSON.stringify(plain.columns) === JSON.stringify(confined.columns)) &&
    !JSON.stringify(confined.rows).includes(CANARY)
  );
}

/** Text of a value in which neither internal ids nor the order inside lists show. */
function canonical(value: unknown): string {
  if (neo4j.isNode(value)) return `node ${String(value.properties['id'])}`;
  if (neo4j.isRelationship(value)) return `relationship ${String(value.properties['id'])}`;
  if (neo4j.isPath(value))
    return `path ${[value.start, ...value.segments.flatMap(({ relationship, end }) => [relationship, end])].map(canonical).join(' ')}`;
  if (neo4j.isInt(value)) return value.toString();
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${canonical(item)}`)
      .sort()
      .join(', ')}}`;
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
