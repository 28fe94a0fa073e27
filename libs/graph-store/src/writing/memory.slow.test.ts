import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GraphStore } from '../graph-store.js';
import { publishOptions } from '../testing/contract/contract-fixture.js';
import { largeGraph } from '../testing/large-graph.js';
import { openTestStore } from '../testing/test-database.js';

const NODES = 50_000;
const MEGABYTE = 1024 * 1024;
const name = `memory-${randomUUID()}`;
let store: GraphStore;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.writer.deleteRepository(name);
  await store.close();
});

/** 50,000 nodes of 1 kB and 100,000 edges pass through; of them only ids may stay. */
it('streams large graphs in and out with bounded memory', async () => {
  const input = largeGraph(NODES, 'x'.repeat(200));
  let mostBytes = 0;
  const before = process.memoryUsage().heapUsed;
  const look = (): void => {
    mostBytes = Math.max(mostBytes, process.memoryUsage().heapUsed - before);
  };
  await store.writer.publish(input, publishOptions(name, { onProgress: look }));
  let nodes = 0;
  for await (const _row of store.graphs.nodes(name)) {
    nodes += 1;
    if (nodes % 1000 === 0) look();
  }
  let edges = 0;
  for await (const _row of store.graphs.edges(name)) {
    edges += 1;
    if (edges % 1000 === 0) look();
  }
  expect([nodes, edges]).toEqual([NODES, NODES * 2]);
  expect(Math.round(mostBytes / MEGABYTE)).toBeLessThan(250);
});
