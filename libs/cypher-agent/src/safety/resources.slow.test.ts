import { connect, type Connection } from '@codexgraph/graph-store';
import type { ScopedResult } from '@codexgraph/graph-model';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmptyServer, type EmptyServer } from '../testing/empty-server.js';
import { scope } from './scope.js';

const LIMITS = { timeoutMs: 3000, maxRows: 1000, maxBytes: 10_000_000, maxCellElements: 100_000, hiddenLabels: [] };
/** A server of 512 MB that waits this long for a place on a busy machine still answers others. */
const PATIENCE_MS = 10_000;

/** Queries that pass the bounds, close to them or without need of them, and that want all the memory and time there is. */
const HUNGRY = [
  'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN a, b ORDER BY b DESC, a',
  'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN collect(a + b) AS c',
  'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN DISTINCT a * b AS c',
  'UNWIND range(1, 100000) AS a WITH a, range(1, 1000) AS l RETURN collect(l) AS c',
  "UNWIND range(1, 100000) AS a RETURN collect(toString(a) + reduce(s = '', i IN range(1, 50) | s + 'xxxxxxxxxx')) AS c",
  "RETURN reduce(s = '', i IN range(1, 10000) | s + 'xxxxxxxxxx') AS s",
  'RETURN [a IN range(1, 300) | range(1, 1000)] AS l',
  'WITH range(1, 10000) AS l RETURN [x IN l | [x, x, x, x, x, x, x, x, x, x]] AS r',
  'MATCH (a), (b), (c), (d) RETURN a, b, c, d ORDER BY a.x + b.x + c.x + d.x',
  'MATCH p = (a)-[*..12]-(b) RETURN count(p), collect(p)',
  'MATCH p = (a)-->{1,12}(b) RETURN collect(p)',
  'MATCH (a), (b) RETURN [(a)-[*..8]-(b) | 1] AS l',
  'MATCH p = ALL SHORTEST (a)--+(b) RETURN collect(p)',
  'UNWIND range(1, 100000) AS a UNWIND range(1, 10) AS b WITH a, b, {a: a, b: [a, b, a, b]} AS m RETURN collect(m) AS c, collect(m) AS d',
];

let server: EmptyServer;
let connection: Connection;
let runs = 0;

beforeAll(async () => {
  server = await startEmptyServer();
  connection = await connect(server);
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password));
  await driver.executeQuery('UNWIND range(1, 40) AS i CREATE (:R_hungry_1 {x: i})');
  await driver.executeQuery('MATCH (a:R_hungry_1), (b:R_hungry_1) WHERE (a.x * 7 + b.x * 3) % 10 = 0 CREATE (a)-[:CALLS]->(b)');
  await driver.close();
}, 600_000);

afterAll(async () => {
  await connection.close();
  await server.stop();
});

function ask(text: string): Promise<ScopedResult> {
  const confined = scope(text, { label: 'R_hungry_1', nodeCount: 1000 });
  if (confined.kind === 'refused') throw new TypeError(confined.problems.map(({ message }) => message).join('; '));
  runs += 1;
  return connection.scoped.run({
    ...LIMITS,
    text: confined.text,
    parameters: {},
    runId: `hungry-${String(process.pid)}-${String(runs)}`,
  });
}

describe('a server of 512 MB', () => {
  it.each(HUNGRY)('answers the next query after %s', { timeout: 120_000 }, async (text) => {
    const others = Array.from({ length: 3 }, () => ask(text));
    const results = await Promise.all(others);
    for (const result of results) expect(['rows', 'stopped', 'failed']).toContain(result.kind);
    const startedMs = performance.now();
    expect(await ask('RETURN 1 AS one')).toMatchObject({ kind: 'rows', rows: [[1]] });
    expect(performance.now() - startedMs).toBeLessThan(PATIENCE_MS);
  });
});
