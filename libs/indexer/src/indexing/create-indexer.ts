import { join } from 'node:path';
import type { GraphReaderPort, GraphWriterPort } from '@codexgraph/graph-model';
import { graphFingerprint, extractorFingerprint } from '../extraction/extractor-fingerprint.js';
import { createExtractor } from '../extraction/extraction-pool.js';
import { FactsCache } from '../extraction/facts-cache.js';
import { loadLanguages } from '../languages/registry.js';
import { loadLinkLanguages } from '../linking/language/load-link-languages.js';
import type { GitEnvironment } from '../source/git-process.js';
import type { GitTransport } from '../source/git-url.js';
import { extractFile } from '../extraction/file-extractor.js';
import type { SelectionOptions } from '../source/select-files.js';
import { IndexStateStore } from './index-state.js';
import type { Meter } from './phase-meter.js';
import { SourceIndexer } from './repository-indexer.js';

/** What an application composes an indexer from. */
export interface CreateIndexerOptions {
  /** Absolute folder of local state; the indexer keeps `facts/`, `states/`, `clones/` and `unpacked/` in it. */
  readonly home: string;
  /** Worker threads that read files, at least 1. */
  readonly threads: number;
  readonly writer: Pick<GraphWriterPort, 'publish' | 'applyDifference'>;
  readonly reader: Pick<GraphReaderPort, 'repository'>;
  /** Variables of this process; git gets the few it needs. */
  readonly environment: GitEnvironment;
  /** Transports that git URLs may use; default https and ssh. */
  readonly gitTransports?: readonly GitTransport[];
  /** Which files of a source are wanted; default all up to 4 MB. */
  readonly files?: Pick<SelectionOptions, 'maxFileBytes' | 'vendored' | 'generated'>;
  readonly meter: Meter;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long to wait for another living writer of a repository, in milliseconds; default 0. */
  readonly waitForWriterMs?: number;
  /** Called when another writer of a repository is waited for, with its name. */
  readonly onWaitForWriter?: (holder: string) => void;
}

/** An indexer with its worker threads; close it when done. */
export interface ComposedIndexer {
  readonly indexer: SourceIndexer;
  close(): Promise<void>;
}

/** Composes an indexer of all languages of this build. @throws CONFIGURATION when a language is incomplete. */
export async function createIndexer(options: CreateIndexerOptions): Promise<ComposedIndexer> {
  const { home, threads, writer, reader, meter, now } = options;
  const registry = await loadLanguages();
  const cache = new FactsCache({ folder: join(home, 'facts'), fingerprint: await extractorFingerprint(registry), now });
  const extractor = createExtractor(registry, { threads });
  const indexer = new SourceIndexer({
    registry,
    linkLanguages: await loadLinkLanguages(registry, extractFile),
    extractor,
    cache,
    states: new IndexStateStore(join(home, 'states'), await graphFingerprint(registry)),
    writer,
    reader,
    sourceOptions: {
      ...options.files,
      environment: options.environment,
      clonesFolder: join(home, 'clones'),
      unpackFolder: join(home, 'unpacked'),
      ...(options.gitTransports === undefined ? {} : { transports: options.gitTransports }),
    },
    meter,
    waitForWriterMs: options.waitForWriterMs ?? 0,
    ...(options.onWaitForWriter === undefined ? {} : { onWaitForWriter: options.onWaitForWriter }),
  });
  return {
    indexer,
    close: async () => {
      await extractor.close();
      await cache.clean();
    },
  };
}

/** Removes what the indexer keeps of one repository besides the graph. Facts of its files leave the cache by age. */
export async function forgetRepository(home: string, name: string): Promise<void> {
  await new IndexStateStore(join(home, 'states'), '').forget(name);
}
