import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../connection/connection.js';
import { labelSlots } from '../generated/read/label-slots.js';
import type { GraphStore } from '../graph-store.js';
import { seededNumbers } from '../testing/random-graph.js';
import { connectTestDatabase, openTestStore, testDatabase } from '../testing/test-database.js';

const NODES = 2500;
const KILLS = 12;

/** Runs on the built library: a child process cannot read the sources. */
describe('a writer that is killed', () => {
  let store: GraphStore;
  let behind: Connection;
  const name = `killed-${randomUUID()}`;

  beforeAll(async () => {
    store = await openTestStore();
    behind = await connectTestDatabase();
  });
  afterAll(async () => {
    await store.writer.deleteRepository(name);
    await store.close();
    await behind.close();
  });

  it(`leaves the published revision whole at ${KILLS} random points, and the next run succeeds`, async () => {
    await runUntil(name, 'first', Infinity);
    let published = 'first';
    const random = seededNumbers(4711);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const killed = `killed-${kill}`;
      // About 20 lines of progress are written before the pointer is switched; some kills come after it.
      const lines = await runUntil(name, killed, 1 + random(24));
      const mark = await readMark(store, name);
      expect([published, killed]).toContain(mark);
      // Once a writer says that it has switched, its revision is the published one.
      if (lines.includes('publish 2')) expect(mark).toBe(killed);
      if (kill % 3 === 2) {
        await runUntil(name, `next-${kill}`, Infinity);
        expect(await readMark(store, name)).toBe(`next-${kill}`);
      }
      published = await readMark(store, name);
    }
    await store.writer.cleanUp();
    expect(await behind.executor.run(labelSlots, { repository: name })).toMatchObject([{ state: 'published' }]);
    expect(await readMark(store, name)).toBe(published);
  });
});

/** Publishes in a child process and kills it, as `kill -9` does, after some lines of progress. Gives the lines. */
async function runUntil(name: string, mark: string, killAfterLines: number): Promise<string[]> {
  const script = fileURLToPath(new URL('../testing/publish-until-killed.mjs', import.meta.url));
  const { uri, user, password } = testDatabase();
  const env = { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
  const child: ChildProcess = spawn(process.execPath, [script, name, String(NODES), mark], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    if (lines.length >= killAfterLines) child.kill('SIGKILL');
  }
  await exited;
  if (killAfterLines === Infinity) expect(lines).toContain('published');
  return lines;
}

/** The mark that all nodes of the published revision share; the revision must be whole. */
async function readMark(store: GraphStore, name: string): Promise<string> {
  const marks = new Set<unknown>();
  let nodes = 0;
  let edges = 0;
  for await (const row of store.graphs.nodes(name)) {
    nodes += 1;
    marks.add(row.properties['mark']);
  }
  for await (const _row of store.graphs.edges(name)) edges += 1;
  expect([nodes, edges, marks.size]).toEqual([NODES, NODES, 1]);
  return String([...marks][0]);
}
