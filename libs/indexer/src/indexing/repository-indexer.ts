import { setImmediate } from 'node:timers/promises';
import {
  CodexGraphError,
  type GraphReaderPort,
  type GraphWriterPort,
  type IndexOptions,
  type IndexReport,
  type IndexRequest,
  type RepositoryIndexer,
  type RepositoryRecord,
  type RepositorySource,
} from '@codexgraph/graph-model';
import type { FactsExtractor } from '../extraction/extraction-job.js';
import { extractedText, extractSnapshot, factsKey, type ExtractedFile, type Extraction } from '../extraction/extract-snapshot.js';
import type { FactsCache } from '../extraction/facts-cache.js';
import { decodeFacts } from '../extraction/facts-codec.js';
import type { LanguageRegistry } from '../languages/registry.js';
import type { LinkedLanguage } from '../linking/linker.js';
import { openSource, type SourceOptions } from '../source/open-source.js';
import type { SourceSnapshot } from '../source/source-snapshot.js';
import { watchSource } from '../source/watch/source-watcher.js';
import { edgeRows, graphDifference, nodeRows, type TextReader } from './graph-rows.js';
import { describesSnapshot, type IndexState, type IndexStateStore, type StateFile } from './index-state.js';
import { PhaseMeter, type Meter } from './phase-meter.js';
import { isEmptyDifference } from './row-difference.js';
import { Workspace } from './workspace.js';

/** What indexing is composed of. */
export interface IndexerParts {
  readonly registry: LanguageRegistry;
  readonly linkLanguages: readonly LinkedLanguage[];
  readonly extractor: FactsExtractor;
  readonly cache: FactsCache;
  /** What updates need to know of published revisions. */
  readonly states: IndexStateStore;
  readonly writer: Pick<GraphWriterPort, 'publish' | 'applyDifference'>;
  readonly reader: Pick<GraphReaderPort, 'repository'>;
  /** How sources are opened; revision, subfolder, signal and progress come with each request. */
  readonly sourceOptions: Omit<SourceOptions, 'revision' | 'subfolder' | 'signal' | 'onProgress'>;
  readonly meter: Meter;
  /** How long to wait for another living writer of the repository, in milliseconds. */
  readonly waitForWriterMs: number;
  /** Called when another writer of the repository is waited for, with its name. */
  readonly onWaitForWriter?: (holder: string) => void;
}

/** A repository that is held in memory between updates, for watching. */
export interface OpenRepository {
  readonly name: string;
  /** What bringing it up to date at opening did. */
  readonly opened: IndexReport;
  /** Looks at the source again and publishes what changed; undefined when nothing did. */
  refresh(options?: IndexOptions): Promise<IndexReport | undefined>;
  /** Follows the source until closed: each batch of changes is published by itself. @throws BAD_INPUT when the source is no folder */
  follow(options: FollowOptions): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

/** What a follower of a source is told. */
export interface FollowOptions {
  readonly onReport: (report: IndexReport) => void;
  /** A batch that could not be published (it comes again with the next one), or a remark about watching itself. */
  readonly onProblem: (problem: unknown) => void;
}

/** Linking lets others have a turn this often. */
const LINK_PAUSE_MS = 100;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;

/** Indexes repositories with the parts given; see the port for what each call promises. */
export class SourceIndexer implements RepositoryIndexer {
  readonly #parts: IndexerParts;

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  async index(request: IndexRequest, options: IndexOptions = {}): Promise<IndexReport> {
    checkRepositoryName(request.name);
    const workspace = new Workspace(this.#parts.linkLanguages, { isOnce: true });
    const run = new IndexRun(this.#parts, request.name, options, workspace);
    const snapshot = await run.open(request.source);
    try {
      await run.load(snapshot);
      return await run.publishAll(snapshot);
    } finally {
      await snapshot.close();
    }
  }

  async update(name: string, options: IndexOptions = {}): Promise<IndexReport> {
    const record = await this.#published(name);
    const run = new IndexRun(this.#parts, name, options);
    const snapshot = await run.open(record.source);
    const unchanged = await run.unchanged(snapshot, record);
    if (unchanged !== undefined) {
      await snapshot.close();
      return unchanged;
    }
    const repository = await this.#openWith(run, snapshot, record);
    await repository.close();
    return repository.opened;
  }

  /** Opens a published repository for repeated updates, and brings it up to date. @throws NOT_FOUND */
  async open(name: string, options: IndexOptions = {}): Promise<OpenRepository> {
    const record = await this.#published(name);
    const run = new IndexRun(this.#parts, name, options);
    return this.#openWith(run, await run.open(record.source), record);
  }

  async #openWith(first: IndexRun, opening: SourceSnapshot, record: RepositoryRecord): Promise<OpenRepository> {
    const { name } = record;
    let snapshot = opening;
    const opened = await this.#bringUpToDate(first, snapshot, record);
    let { revision } = opened;
    const publish = async (next: SourceSnapshot, run: IndexRun): Promise<IndexReport | undefined> => {
      snapshot = next;
      const report = await run.publishChange(next, revision);
      if (report !== undefined) revision = report.revision;
      return report;
    };
    return {
      name,
      opened,
      refresh: async (refreshOptions = {}) => {
        const run = new IndexRun(this.#parts, name, refreshOptions, first.workspace);
        return publish(await run.rescan(snapshot), run);
      },
      follow: ({ onReport, onProblem }) =>
        watchSource(snapshot, {
          onProblem,
          onBatch: async (batch) => {
            const run = new IndexRun(this.#parts, name, {}, first.workspace);
            const report = await publish(batch.snapshot, run).catch(onProblem);
            if (report !== undefined) onReport(report);
          },
        }),
      close: () => snapshot.close(),
    };
  }

  /** Closes the snapshot when this fails: nobody else would end what it reads from. */
  async #bringUpToDate(run: IndexRun, snapshot: SourceSnapshot, record: RepositoryRecord): Promise<IndexReport> {
    try {
      if (await run.restore(record.revision)) return (await run.publishChange(snapshot, record.revision)) ?? run.report(record);
      await run.load(snapshot);
      return await run.publishAll(snapshot);
    } catch (error) {
      await snapshot.close();
      throw error;
    }
  }

  async #published(name: string): Promise<RepositoryRecord> {
    const record = await this.#parts.reader.repository(name);
    if (record !== undefined) return record;
    throw new CodexGraphError(
      'NOT_FOUND',
      `There is no repository named '${name}'. See 'codexgraph repos' for those that are indexed.`,
    );
  }
}

/** @throws BAD_INPUT when a repository may not be named so. */
export function checkRepositoryName(name: string): void {
  if (NAME.test(name)) return;
  throw new CodexGraphError(
    'BAD_INPUT',
    `${JSON.stringify(name)} cannot name a repository: use 1 to 100 letters, digits, '.', '_', '-' and '/', beginning with a letter or digit.`,
  );
}

/** One run of the pipeline: scan, parse, link, write, publish. */
class IndexRun {
  readonly workspace: Workspace;
  readonly #parts: IndexerParts;
  readonly #name: string;
  readonly #options: IndexOptions;
  readonly #phases: PhaseMeter;

  constructor(parts: IndexerParts, name: string, options: IndexOptions, workspace?: Workspace) {
    this.#parts = parts;
    this.#name = name;
    this.#options = options;
    this.workspace = workspace ?? new Workspace(parts.linkLanguages);
    this.#phases = new PhaseMeter(parts.meter, options.onProgress);
  }

  async open(source: RepositorySource): Promise<SourceSnapshot> {
    const phase = source.kind === 'folder' ? 'scan' : 'fetch';
    return this.#phases.measure(phase, 'steps', (progress) =>
      openSource(source.location, this.#parts.registry, {
        ...this.#parts.sourceOptions,
        subfolder: source.subfolder,
        ...(source.requestedRevision === undefined ? {} : { revision: source.requestedRevision }),
        ...(this.#options.signal === undefined ? {} : { signal: this.#options.signal }),
        onProgress: ({ done, total }) => progress(done, total),
      }),
    );
  }

  /** The report when the source is as it was at its last indexing, told by stamps alone: nothing is read, linked or written. */
  async unchanged(snapshot: SourceSnapshot, record: RepositoryRecord): Promise<IndexReport | undefined> {
    const state = await this.#parts.states.load(this.#name);
    if (state?.revision !== record.revision || !describesSnapshot(state, snapshot)) return undefined;
    return { ...this.report(record), skipped: state.skippedPublished };
  }

  /** Takes over what the published revision was made of. False when that is not known any more, and a clean index is due. */
  async restore(revision: string): Promise<boolean> {
    const state = await this.#parts.states.load(this.#name);
    if (state?.revision !== revision) return false;
    const files: ExtractedFile[] = [];
    for (const file of state.files) {
      const known = await this.#restoreFile(file);
      if (known === undefined) return false;
      files.push(known);
    }
    this.workspace.refresh({ files, skipped: state.skipped, parsed: 0 }, state.projectFiles);
    this.workspace.markPublished();
    return true;
  }

  async #restoreFile(file: StateFile): Promise<ExtractedFile | undefined> {
    const { languageKey, ...rest } = file;
    const language = this.#parts.registry.languages.find((candidate) => factsKey(candidate) === languageKey);
    const bytes = language && (await this.#parts.cache.facts(file.hash, languageKey));
    const facts = bytes && decodeFacts(bytes);
    return language && facts && { ...rest, language, facts };
  }

  /** What is in memory is now what readers see. */
  async #keepState(revision: string): Promise<void> {
    this.workspace.markPublished();
    const { files, projectFiles, extractionSkipped: skipped } = this.workspace;
    const state: IndexState = {
      revision,
      projectFiles,
      skipped,
      skippedPublished: this.workspace.skipped,
      files: [...files.values()].map(({ language, facts: _facts, ...file }) => ({
        ...file,
        languageKey: factsKey(language),
      })),
    };
    await this.#parts.states.save(this.#name, state);
  }

  async rescan(snapshot: SourceSnapshot): Promise<SourceSnapshot> {
    return this.#phases.measure('scan', 'steps', () => snapshot.refresh());
  }

  /** Reads and links everything. @throws NOTHING_TO_INDEX */
  async load(snapshot: SourceSnapshot): Promise<void> {
    const extraction = await this.#extract(snapshot);
    if (extraction.files.length === 0) throw nothingToIndex(snapshot, extraction, this.#parts.registry);
    await this.#parts.extractor.rest();
    await this.#link(snapshot, extraction, this.#options.signal);
  }

  /** Writes the whole graph under a new revision. */
  async publishAll(snapshot: SourceSnapshot): Promise<IndexReport> {
    const { workspace } = this;
    const total = workspace.rowsAtMost;
    let nodesDone = 0;
    const record = await this.#phases.measure('write', 'rows', (progress) =>
      this.#parts.writer.publish(
        {
          nodes: nodeRows(workspace, this.#textReader(snapshot)),
          edges: edgeRows(workspace),
          counts: () => workspace.counts(),
          skipped: () => workspace.skipped,
        },
        {
          ...this.#publishOptions(snapshot),
          onProgress: ({ phase, done }) => {
            if (phase === 'nodes') nodesDone = done;
            if (phase === 'nodes' || phase === 'edges') progress(phase === 'nodes' ? done : nodesDone + done, total);
          },
        },
      ),
    );
    await this.#keepState(record.revision);
    return this.report(record);
  }

  /** Writes what changed since the last call; undefined when nothing did. */
  async publishChange(snapshot: SourceSnapshot, baseRevision: string): Promise<IndexReport | undefined> {
    const { workspace } = this;
    const extraction = await this.#extract(snapshot, workspace.files);
    await this.#link(snapshot, extraction);
    const { change } = workspace;
    const record = await this.#phases.measure('write', 'rows', async () => {
      const difference = await graphDifference(change, workspace, this.#textReader(snapshot));
      if (isEmptyDifference(difference) && !change.skippedDiffers) return undefined;
      return this.#parts.writer.applyDifference(
        { ...difference, counts: workspace.counts(), ...(change.skippedDiffers ? { skipped: workspace.skipped } : {}) },
        { ...this.#publishOptions(snapshot), baseRevision },
      );
    });
    if (record === undefined) return undefined;
    await this.#keepState(record.revision);
    return this.report(record);
  }

  async #extract(snapshot: SourceSnapshot, previous?: ReadonlyMap<string, ExtractedFile>): Promise<Extraction> {
    const { registry, extractor, cache } = this.#parts;
    return this.#phases.measure('parse', 'files', (progress) =>
      extractSnapshot(
        snapshot,
        { registry, extractor, cache },
        {
          ...(previous === undefined ? {} : { previous }),
          ...(this.#options.signal === undefined ? {} : { signal: this.#options.signal }),
          onProgress: ({ done, total }) => progress(done, total),
        },
      ),
    );
  }

  /** @param signal stops linking half-way, after which the workspace is of no more use */
  async #link(snapshot: SourceSnapshot, extraction: Extraction, signal?: AbortSignal): Promise<void> {
    const { nowMs } = this.#parts.meter;
    await this.#phases.measure('link', 'files', async (progress) => {
      let pausedMs = nowMs();
      for (const { done, total } of this.workspace.refreshByFile(extraction, snapshot.projectFiles)) {
        progress(done, total);
        if (nowMs() - pausedMs < LINK_PAUSE_MS) continue;
        // Whoever shows the progress or cancels has a turn.
        await setImmediate();
        pausedMs = nowMs();
        if (signal?.aborted === true) break;
      }
    });
    if (this.#options.signal?.aborted === true)
      throw new CodexGraphError('CANCELLED', 'Indexing was cancelled before anything was written.');
  }

  #textReader(snapshot: SourceSnapshot): TextReader {
    return (file) => extractedText(file, snapshot, this.#parts.cache);
  }

  #publishOptions(snapshot: SourceSnapshot) {
    const { waitForWriterMs, onWaitForWriter } = this.#parts;
    return {
      name: this.#name,
      source: snapshot.source,
      ...(snapshot.commit === undefined ? {} : { commit: snapshot.commit }),
      ...(this.#options.signal === undefined ? {} : { signal: this.#options.signal }),
      waitForWriterMs,
      ...(onWaitForWriter === undefined ? {} : { onWaitForWriter }),
    };
  }

  /** What the run did, for the revision that is now published. */
  report(record: RepositoryRecord): IndexReport {
    return {
      repository: record.name,
      revision: record.revision,
      ...(record.commit === undefined ? {} : { commit: record.commit }),
      counts: record.counts,
      skipped: this.workspace.skipped,
      ...this.#phases.finish(),
    };
  }
}

function nothingToIndex(snapshot: SourceSnapshot, extraction: Extraction, registry: LanguageRegistry): CodexGraphError {
  const languages = [...new Set(registry.languages.map((language) => language.id))].join(', ');
  const left = extraction.skipped[0];
  const example =
    left === undefined
      ? ''
      : ` ${String(extraction.skipped.length)} files were left out, for example ${left.path}: ${left.reason}.`;
  return new CodexGraphError(
    'NOTHING_TO_INDEX',
    `There is no source file in ${snapshot.source.location} that could be indexed (languages: ${languages}).${example}`,
    { details: { skipped: extraction.skipped.length } },
  );
}
