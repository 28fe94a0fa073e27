import { randomUUID } from 'node:crypto';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodexGraphError, type GraphInput } from '@codexgraph/graph-model';
import type { Connection } from '../connection/connection.js';
import type { GraphStore } from '../graph-store.js';
import { indexesOfLabel } from '../generated/read/indexes-of-label.js';
import { labelSlots } from '../generated/read/label-slots.js';
import { startCuttingProxy, type CuttingProxy } from '../testing/cutting-proxy.js';
import { publishOptions, readAll } from '../testing/contract/contract-fixture.js';
import { largeGraph } from '../testing/large-graph.js';
import { exportText } from '../testing/random-graph.js';
import { inputOf, SAMPLE_GRAPH } from '../testing/sample-graph.js';
import { connectTestDatabase, openTestStore, testDatabase } from '../testing/test-database.js';

describe('a store that meets faults', () => {
  let store: GraphStore;
  let behind: Connection;
  const names: string[] = [];
  const newName = (): string => {
    const name = `faults-${randomUUID()}`;
    names.push(name);
    return name;
  };
  const throughProxy = async (): Promise<{ proxied: GraphStore; proxy: CuttingProxy; close: () => Promise<void> }> => {
    const address = new URL(testDatabase().uri.replace(/^[a-z+]+:/u, 'http:'));
    const proxy = await startCuttingProxy({ host: address.hostname, port: Number(address.port) });
    const proxied = await openTestStore({ uri: `bolt://127.0.0.1:${proxy.port}`, batchRows: 100 });
    const close = async (): Promise<void> => {
      await proxied.close();
      await proxy.close();
    };
    return { proxied, proxy, close };
  };

  beforeAll(async () => {
    store = await openTestStore();
    behind = await connectTestDatabase();
  });
  afterAll(async () => {
    for (const name of names) await store.writer.deleteRepository(name);
    await store.close();
    await behind.close();
  });

  it.each(['cut', 'answer of commit'] as const)('writes no batch twice when connections are lost (%s)', async (fault) => {
    const name = newName();
    const { proxied, proxy, close } = await throughProxy();
    const input = largeGraph(1500);
    let faults = 0;
    await proxied.writer.publish(input, {
      ...publishOptions(name),
      onProgress: ({ phase, done }) => {
        if ((phase !== 'nodes' && phase !== 'edges') || done % 500 !== 0) return;
        faults += 1;
        if (fault === 'cut') proxy.cut();
        else proxy.loseNextCommitAnswer();
      },
    });
    await close();
    expect(fault === 'cut' ? faults : proxy.lostAnswers()).toBeGreaterThan(4);
    const rows = await readAll(store, name);
    expect(rows.length).toBe(1500 + 3000);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('does not wait for indexes of others', async () => {
    const { uri, user, password } = testDatabase();
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    const session = driver.session();
    const other = session.beginTransaction();
    try {
      // Until this is committed, its index is being filled.
      await other.run(`CREATE CONSTRAINT FOR (n:Other_${randomUUID().replaceAll('-', '_')}) REQUIRE n.id IS UNIQUE`);
      const name = newName();
      await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
      expect(await readAll(store, name)).toEqual(exportText(SAMPLE_GRAPH));
    } finally {
      await other.rollback();
      await session.close();
      await driver.close();
    }
  });

  it('applies a difference once when the answer of the commit is lost', async () => {
    const name = newName();
    const { revision } = await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
    const { proxied, proxy, close } = await throughProxy();
    const changed = SAMPLE_GRAPH.nodes.map((row) => ({ ...row, properties: { ...row.properties, touched: true } }));
    const { counts } = inputOf(SAMPLE_GRAPH);
    const difference = {
      upsertNodes: changed,
      deleteNodeIds: [],
      upsertEdges: SAMPLE_GRAPH.edges,
      deleteEdges: [],
      counts: counts(),
    };
    const onProgress = (): void => {
      if (proxy.lostAnswers() === 0) proxy.loseNextCommitAnswer();
    };
    const record = await proxied.writer.applyDifference(difference, {
      ...publishOptions(name),
      baseRevision: revision,
      onProgress,
    });
    await close();
    expect(proxy.lostAnswers()).toBe(1);
    expect(await store.graphs.repository(name)).toEqual(record);
    expect(await readAll(store, name)).toEqual(exportText({ nodes: changed, edges: SAMPLE_GRAPH.edges }));
  });

  it('lets a second writer take over from a silent one, whose batches then fail', async () => {
    const name = newName();
    await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
    const silent = await openTestStore({ leaseTimes: { lifetimeMs: 300, heartbeatMs: 1_000_000 }, batchRows: 5 });
    const slow: GraphInput = {
      ...inputOf(SAMPLE_GRAPH),
      nodes: (async function* () {
        yield* SAMPLE_GRAPH.nodes.slice(0, 5);
        const other = { nodes: SAMPLE_GRAPH.nodes.slice(0, 1), edges: [] };
        await store.writer.publish(inputOf(other), publishOptions(name, { waitForWriterMs: 5000 }));
        yield* SAMPLE_GRAPH.nodes.slice(5);
      })(),
    };
    const error: unknown = await silent.writer.publish(slow, publishOptions(name)).catch((reason: unknown) => reason);
    await silent.close();
    expect(CodexGraphError.isInstance(error) ? error.code : error).toBe('CONFLICT');
    expect(await readAll(store, name)).toEqual(exportText({ nodes: SAMPLE_GRAPH.nodes.slice(0, 1), edges: [] }));
    expect(await behind.executor.run(labelSlots, { repository: name })).toMatchObject([{ state: 'published' }]);
  });

  it('tells readers to read again when a revision is published under them', async () => {
    const name = newName();
    await store.writer.publish(largeGraph(3000), publishOptions(name));
    const read = async (): Promise<number> => {
      let count = 0;
      for await (const _row of store.graphs.nodes(name)) {
        count += 1;
        if (count === 10) await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
      }
      return count;
    };
    await expect(read()).rejects.toMatchObject({ code: 'CONFLICT', retryable: true });
  });

  it('leaves no node, index or label behind when a repository is deleted', async () => {
    const name = newName();
    const { label } = await store.writer.publish(largeGraph(12_000), publishOptions(name));
    const again = await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
    expect(await behind.executor.run(indexesOfLabel, { label })).toEqual([]);
    expect((await behind.executor.run(indexesOfLabel, { label: again.label })).map((index) => index.state)).toEqual([
      'ONLINE',
      'ONLINE',
      'ONLINE',
      'ONLINE',
    ]);
    await store.writer.deleteRepository(name);
    for (const used of [label, again.label]) {
      expect(await behind.executor.run(indexesOfLabel, { label: used })).toEqual([]);
      expect(await countRaw(`MATCH (n:\`${used}\`) RETURN count(n)`)).toBe(0);
    }
    for (const kind of ['LABEL_SLOT', 'WRITER_LEASE', 'SKIPPED_FILES']) {
      expect(await countRaw(`MATCH (n:${kind}) WHERE $name IN [n.repository, n.name] RETURN count(n)`, name)).toBe(0);
    }
    expect(await countRaw('MATCH (n:WRITE_LANE) WHERE n.label STARTS WITH $name RETURN count(n)', label.slice(0, -1))).toBe(0);
  });
});

async function countRaw(text: string, name = ''): Promise<number> {
  const { uri, user, password } = testDatabase();
  const { default: neo4j } = await import('neo4j-driver');
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  try {
    const { records } = await driver.executeQuery(text, { name });
    return Number(records[0]?.get(0));
  } finally {
    await driver.close();
  }
}
