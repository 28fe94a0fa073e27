import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InMemoryGraphStore } from '@codexgraph/graph-store/testing';
import { createIndexer } from '@codexgraph/indexer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportLines } from './export-lines.js';

const TREE: readonly (readonly [path: string, text: string])[] = [
  ['shop/__init__.py', 'from .cart import Cart\n'],
  ['shop/cart.py', 'from .price import total\n\nclass Cart:\n    def sum(self):\n        return total(self)\n'],
  ['shop/price.py', 'def total(cart):\n    """What it costs."""\n    return round(cart.sum())\n'],
  ['web/cart.ts', "import { total } from './total.js';\nexport class Cart {\n  sum() {\n    return total(this);\n  }\n}\n"],
  ['web/total.ts', "import type { Cart } from './cart.js';\nexport const total = (cart: Cart): number => cart.sum();\n"],
];

let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'same-bytes-'));
});
afterEach(() => rm(work, { recursive: true, force: true }));

/** The export of the tree, its files written in that order, into a folder and with a home of that name. */
async function exported(name: string, files: typeof TREE): Promise<string> {
  const folder = join(work, name);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    await utimes(join(folder, path), name.length, name.length);
  }
  const store = new InMemoryGraphStore();
  const parts = await createIndexer({
    home: join(work, `home of ${name}`),
    threads: 1,
    writer: store,
    reader: store,
    environment: {},
    meter: { nowMs: () => 0, cpuSeconds: () => 0, peakRssMb: () => 0 },
    now: () => 1,
  });
  await parts.indexer.index({ name: 'shop', source: { kind: 'folder', location: folder, subfolder: '' } });
  await parts.close();
  let text = '';
  for await (const chunk of exportLines(store, 'shop')) text += chunk;
  return text;
}

it('gives the same bytes for the same tree in another folder, written in another order at another time', async () => {
  const first = await exported('here', TREE);
  expect(first.match(/"type":"CALLS"/g)?.length).toBeGreaterThanOrEqual(4);
  expect(await exported('there-and-later', TREE.toReversed())).toBe(first);
}, 60_000);
