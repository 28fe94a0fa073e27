import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodexGraphError, type GraphWriterPort, type RepositoryRecord } from '@codexgraph/graph-model';
import { pack } from 'tar-stream';
import { expect, it } from 'vitest';
import { InlineExtractor } from '../extraction/extraction-pool.js';
import { FactsCache } from '../extraction/facts-cache.js';
import { extractFile } from '../extraction/file-extractor.js';
import { loadLanguages } from '../languages/registry.js';
import { loadLinkLanguages } from '../linking/language/load-link-languages.js';
import { temporaryFolder } from '../source/testing/sample-tree.js';
import { IndexStateStore } from './index-state.js';
import { SourceIndexer } from './repository-indexer.js';

async function writeArchive(path: string, text: string): Promise<void> {
  const packed = pack();
  packed.entry({ name: 'a.py' }, text);
  packed.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packed) chunks.push(chunk as Buffer);
  await writeFile(path, Buffer.concat(chunks));
}

async function indexerOver(folder: string, writer: Pick<GraphWriterPort, 'publish' | 'applyDifference'>) {
  const registry = await loadLanguages();
  let record: RepositoryRecord | undefined;
  return new SourceIndexer({
    registry,
    linkLanguages: await loadLinkLanguages(registry, extractFile),
    extractor: new InlineExtractor(registry),
    cache: new FactsCache({ folder: join(folder, 'facts'), fingerprint: 'one', now: () => 1 }),
    states: new IndexStateStore(join(folder, 'states'), 'one'),
    writer: { ...writer, publish: async (...input) => (record = await writer.publish(...input)) },
    reader: { repository: () => Promise.resolve(record) },
    sourceOptions: { environment: {}, clonesFolder: join(folder, 'clones'), unpackFolder: join(folder, 'unpacked') },
    meter: { nowMs: () => 0, cpuSeconds: () => 0, peakRssMb: () => 0 },
    waitForWriterMs: 0,
  });
}

it('leaves nothing of an archive behind, whether its update succeeds or fails', async () => {
  const folder = await temporaryFolder();
  const archive = join(folder, 'shop.tar');
  await writeArchive(archive, 'x = 1\n');
  const away = new CodexGraphError('DATABASE_UNAVAILABLE', 'The Neo4j server does not answer.');
  const indexer = await indexerOver(folder, {
    publish: async (graph, { name, source }) => {
      for await (const _row of graph.nodes) continue;
      for await (const _row of graph.edges) continue;
      const counts = graph.counts();
      return { name, source, revision: 'r1', label: 'R_shop_1', publishedAt: '2026-01-01T00:00:00.000Z', counts };
    },
    applyDifference: () => Promise.reject(away),
  });
  const left = () => readdir(join(folder, 'unpacked')).catch(() => []);
  await indexer.index({ name: 'shop', source: { kind: 'archive', location: archive, subfolder: '' } });
  expect(await left()).toEqual([]);
  await writeArchive(archive, 'y = 1\n');
  await expect(indexer.update('shop')).rejects.toBe(away);
  expect(await left()).toEqual([]);
});
