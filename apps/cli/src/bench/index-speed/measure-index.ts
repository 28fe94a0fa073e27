import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphStore } from '@codexgraph/graph-store';
import type { LanguageRegistry } from '@codexgraph/indexer';
import type { SizeMeasurement } from './index-measurement.js';
import { indexOnce, type IndexOnceRequest } from './index-once.js';
import { measureParsing, type FileToParse } from './parse-baseline.js';
import { replicateCorpus } from './replicated-corpus.js';

/** What to measure, and with what. */
export interface MeasureIndexOptions {
  /** Absolute folder with the sources of other people. */
  readonly corpus: string;
  /** Numbers of copies to index, ascending. */
  readonly copies: readonly number[];
  readonly threads: number;
  readonly neo4j: IndexOnceRequest['neo4j'];
  readonly serverPid?: number;
  readonly store: GraphStore;
  readonly registry: LanguageRegistry;
  readonly signal: AbortSignal;
  /** Told before each step. */
  readonly onStep: (step: string) => void;
}

/** Indexes each size in a process of its own, parses the same files alone, and removes what it wrote. */
export async function measureIndex(options: MeasureIndexOptions): Promise<SizeMeasurement[]> {
  const sizes: SizeMeasurement[] = [];
  options.onStep('warming the database up');
  await measureSize(options, 1);
  for (const copies of options.copies) {
    options.onStep(copies === 1 ? 'indexing the corpus' : `indexing ${String(copies)} copies of the corpus`);
    sizes.push(await measureSize(options, copies));
  }
  return sizes;
}

async function measureSize(options: MeasureIndexOptions, copies: number): Promise<SizeMeasurement> {
  const corpus = await replicateCorpus(options.corpus, copies);
  const home = await mkdtemp(join(tmpdir(), 'codexgraph-bench-home-'));
  const name = `bench-${randomUUID()}`;
  try {
    const { threads, neo4j, serverPid, signal } = options;
    const request = { folder: corpus.folder, name, home, threads, neo4j, ...(serverPid !== undefined && { serverPid }) };
    const run = await indexOnce(request, signal);
    const parse = await measureParsing(await filesOf(options, name, corpus.folder), signal);
    return { copies, parse, run };
  } finally {
    await options.store.writer.deleteRepository(name);
    await Promise.all([corpus.remove(), rm(home, { recursive: true, force: true })]);
  }
}

/** Exactly the files that were indexed, as the graph tells them. */
async function filesOf({ store, registry }: MeasureIndexOptions, name: string, folder: string): Promise<FileToParse[]> {
  const files: FileToParse[] = [];
  for await (const node of store.graphs.nodes(name)) {
    const language = node.label === 'MODULE' ? registry.byPath(node.file_path) : undefined;
    if (language !== undefined) files.push({ path: join(folder, node.file_path), grammarPath: language.grammarPath() });
  }
  return files;
}
