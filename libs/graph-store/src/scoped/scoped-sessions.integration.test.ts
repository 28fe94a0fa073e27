import type { ScopedStatement } from '@codexgraph/graph-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../connection/connection.js';
import { connectTestDatabase } from '../testing/test-database.js';

let connection: Connection;

beforeAll(async () => {
  connection = await connectTestDatabase();
});
afterAll(() => connection.close());

let runs = 0;
function statement(text: string, changes: Partial<ScopedStatement> = {}): ScopedStatement {
  runs += 1;
  return {
    text: `CYPHER 5 ${text}`,
    parameters: {},
    runId: `test-${String(process.pid)}-${String(runs)}`,
    timeoutMs: 30_000,
    maxRows: 10,
    maxBytes: 100_000,
    maxCellElements: 1000,
    hiddenLabels: ['Symbol'],
    ...changes,
  };
}

describe('sessions for confined queries', () => {
  it('give values as the product has them', async () => {
    const text =
      "RETURN 1 AS a, 9007199254740993 AS b, 1.5 AS c, [1, null, 'x'] AS d, {node: 1} AS e, date('2020-01-02') AS f, $p AS g";
    const result = await connection.scoped.run(statement(text, { parameters: { p: { list: [1, 2.5, 'x'] } } }));
    expect(result).toEqual({
      kind: 'rows',
      columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      rows: [[1, '9007199254740993', 1.5, [1, null, 'x'], { map: { node: 1 } }, '2020-01-02', { map: { list: [1, 2.5, 'x'] } }]],
    });
  });

  it('stop reading at each cap', async () => {
    const rows = await connection.scoped.run(statement('UNWIND range(1, 1000000) AS x RETURN x'));
    expect(rows).toMatchObject({ kind: 'rows', truncated: 'rows' });
    expect(rows.kind === 'rows' && rows.rows.length).toBe(10);
    const bytes = await connection.scoped.run(
      statement("UNWIND range(1, 9) AS x RETURN reduce(s = '', i IN range(1, 30000) | s + 'xx')"),
    );
    expect(bytes).toMatchObject({ kind: 'rows', truncated: 'bytes' });
    expect(await connection.scoped.run(statement('RETURN range(1, 5000) AS x'))).toMatchObject({
      kind: 'rows',
      truncated: 'cell',
    });
  });

  it('cannot write', async () => {
    expect(await connection.scoped.run(statement('CREATE (n:Never) RETURN n'))).toMatchObject({
      kind: 'failed',
      serverCode: 'Neo.ClientError.Statement.AccessMode',
    });
  });

  it('stop a query on the server, by time and by hand', async () => {
    const endless = 'UNWIND range(1, 10000000) AS x UNWIND range(1, 10000000) AS y WITH x WHERE x < 0 RETURN count(*)';
    expect(await connection.scoped.run(statement(endless, { timeoutMs: 500 }))).toEqual({ kind: 'stopped', by: 'timeout' });
    const stop = new AbortController();
    const cancelled = connection.scoped.run(statement(endless, { signal: stop.signal }));
    setTimeout(() => {
      stop.abort();
    }, 300);
    expect(await cancelled).toEqual({ kind: 'stopped', by: 'cancel' });
  });

  it('plan without running, and tell what the server says', async () => {
    const plan = await connection.scoped.plan('CYPHER 5 MATCH (n:Symbol) RETURN n', {});
    expect(plan).toMatchObject({ kind: 'plan', queryType: 'r', columns: ['n'], plan: { operator: 'ProduceResults' } });
    expect(await connection.scoped.plan('CYPHER 5 RETURN x', {})).toMatchObject({
      kind: 'failed',
      offset: expect.any(Number) as number,
    });
  });
});
