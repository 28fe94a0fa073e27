import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIndexer } from '@codexgraph/indexer';
import { InMemoryGraphStore } from '@codexgraph/graph-store/testing';
import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.js';
import { measureWatch } from './measure-watch.js';

it('tells for each edit how long its phases took, and leaves nothing behind', async () => {
  const corpus = await mkdtemp(join(tmpdir(), 'codexgraph-watch-bench-'));
  for (let file = 0; file < 6; file++)
    await writeFile(join(corpus, `m${String(file)}.py`), `def f():\n    return ${String(file)}\n\ndef g():\n    return f()\n`);
  const store = new InMemoryGraphStore();
  try {
    const times = await measureWatch({
      corpus,
      edits: 3,
      warmUp: 1,
      random: seededRandom(1),
      store,
      compose: (home, writer) =>
        createIndexer({
          home,
          threads: 1,
          writer,
          reader: store.graphs,
          environment: {},
          meter: { nowMs: () => performance.now(), cpuSeconds: () => 0, peakRssMb: () => 0 },
          now: () => Date.now(),
        }),
      signal: new AbortController().signal,
      onStep: () => undefined,
    });
    expect(new Set(times.map((time) => time.path)).size).toBe(3);
    for (const { detectMs, readMs, linkMs, differenceMs, writeMs, totalMs } of times) {
      expect(Math.min(readMs, linkMs, differenceMs, writeMs)).toBeGreaterThanOrEqual(0);
      expect(detectMs + readMs + linkMs + differenceMs + writeMs).toBeCloseTo(totalMs);
    }
    expect(await store.repositories()).toEqual([]);
  } finally {
    await rm(corpus, { recursive: true, force: true });
  }
});
