import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodexGraphError, type IndexReport, type NodeRow } from '@codexgraph/graph-model';
import type { GraphStore } from '@codexgraph/graph-store';
import type { ComposedIndexer, OpenRepository } from '@codexgraph/indexer';
import { replicateCorpus } from '../index-speed/replicated-corpus.js';
import { editBody, type EditableFunction } from './edit-body.js';

/** What one edit took, in milliseconds from the moment its file was saved. */
export interface EditTimes {
  readonly path: string;
  /** Until the change was noticed, and everything that no other phase names. */
  readonly detectMs: number;
  /** Reading and parsing the file. */
  readonly readMs: number;
  readonly linkMs: number;
  /** Telling what differs in the graph. */
  readonly differenceMs: number;
  /** The transaction, until the new revision is readable. */
  readonly writeMs: number;
  readonly totalMs: number;
}

/** What to measure, and with what. */
export interface MeasureWatchOptions {
  /** Absolute folder with the sources of other people; a copy of it is edited. */
  readonly corpus: string;
  readonly edits: number;
  /** Edits before those that count: the first ones find the indexer and the database cold. */
  readonly warmUp: number;
  readonly random: () => number;
  readonly store: GraphStore;
  /** Composes an indexer over a home folder and a writer. */
  readonly compose: (home: string, writer: GraphStore['writer']) => Promise<ComposedIndexer>;
  readonly signal: AbortSignal;
  /** Told before each step. */
  readonly onStep: (step: string) => void;
}

/** Watches a copy of the corpus, edits real functions in it one after the other, and removes what it wrote. */
export async function measureWatch(options: MeasureWatchOptions): Promise<readonly EditTimes[]> {
  const corpus = await replicateCorpus(options.corpus, 1);
  const home = await mkdtemp(join(tmpdir(), 'codexgraph-bench-home-'));
  const name = `bench-${randomUUID()}`;
  const clock = new WriteClock(options.store.writer);
  const composed = await options.compose(home, clock.writer);
  try {
    options.onStep('indexing the corpus');
    await composed.indexer.index(
      { name, source: { kind: 'folder', location: corpus.folder, subfolder: '' } },
      { signal: options.signal },
    );
    const repository = await composed.indexer.open(name, { signal: options.signal });
    options.onStep(`editing ${String(options.edits)} functions`);
    return await editAll({ ...options, folder: corpus.folder, repository, clock });
  } finally {
    await composed.close();
    await options.store.writer.deleteRepository(name);
    await rm(home, { recursive: true, force: true });
    await corpus.remove();
  }
}

type EditRun = MeasureWatchOptions & {
  readonly folder: string;
  readonly repository: OpenRepository;
  readonly clock: WriteClock;
};

async function editAll(run: EditRun): Promise<readonly EditTimes[]> {
  const { repository, store, random } = run;
  const functions: NodeRow[] = [];
  for await (const row of store.graphs.nodes(repository.name))
    if (row.label === 'FUNCTION' || row.label === 'METHOD') functions.push(row);
  const reports = new ReportQueue();
  const follower = await repository.follow({ onReport: reports.put, onProblem: reports.fail });
  const times: EditTimes[] = [];
  try {
    for (let tries = 0; times.length < run.edits + run.warmUp && tries < 50 * run.edits; tries++) {
      if (run.signal.aborted) throw new CodexGraphError('CANCELLED', 'The measurement was cancelled.');
      const edited = await saveEdit(run, functions[Math.floor(random() * functions.length)], times.length);
      if (edited === undefined) continue;
      const report = await reports.next();
      times.push(await timesOf(run, edited, report));
    }
  } finally {
    await follower.close();
    await repository.close();
  }
  return times.slice(run.warmUp);
}

/** Edits a function where lines still are as the graph told: each file once. */
const editedFiles = new WeakMap<EditRun, Set<string>>();

async function saveEdit(
  run: EditRun,
  row: NodeRow | undefined,
  mark: number,
): Promise<{ readonly path: string; readonly atMs: number } | undefined> {
  const known = editedFiles.get(run) ?? new Set();
  editedFiles.set(run, known);
  if (row?.start_line === undefined || row.end_line === undefined || known.has(row.file_path)) return undefined;
  const path = join(run.folder, row.file_path);
  const target: EditableFunction = { path: row.file_path, startLine: row.start_line, endLine: row.end_line };
  const text = editBody(await readFile(path, 'utf8'), target, mark);
  if (text === undefined) return undefined;
  known.add(row.file_path);
  await writeFile(path, text);
  return { path: row.file_path, atMs: performance.now() };
}

async function timesOf(
  run: EditRun,
  edited: { readonly path: string; readonly atMs: number },
  report: IndexReport,
): Promise<EditTimes> {
  const record = await run.store.graphs.repository(report.repository);
  if (record?.revision !== report.revision)
    throw new CodexGraphError('INTERNAL', 'A revision that was reported as published is not the one that readers see.');
  const { startedMs, endedMs } = run.clock;
  const milliseconds = (phase: keyof IndexReport['seconds']): number => (report.seconds[phase] ?? 0) * 1000;
  const writeMs = endedMs - startedMs;
  const [readMs, linkMs, differenceMs] = [milliseconds('parse'), milliseconds('link'), milliseconds('write') - writeMs];
  const totalMs = endedMs - edited.atMs;
  return {
    path: edited.path,
    detectMs: totalMs - readMs - linkMs - differenceMs - writeMs,
    ...{ readMs, linkMs, differenceMs, writeMs, totalMs },
  };
}

/** A writer that tells when its last difference was begun and published. */
class WriteClock {
  startedMs = 0;
  endedMs = 0;
  readonly writer: GraphStore['writer'];

  constructor(writer: GraphStore['writer']) {
    this.writer = {
      publish: (input, options) => writer.publish(input, options),
      deleteRepository: (name, options) => writer.deleteRepository(name, options),
      cleanUp: () => writer.cleanUp(),
      applyDifference: async (difference, options) => {
        this.startedMs = performance.now();
        const record = await writer.applyDifference(difference, options);
        this.endedMs = performance.now();
        return record;
      },
    };
  }
}

/** Reports in the order they come, for one who waits for each. */
class ReportQueue {
  readonly #reports: IndexReport[] = [];
  #failure: unknown;
  #waiting: (() => void) | undefined;

  readonly put = (report: IndexReport): void => {
    this.#reports.push(report);
    this.#waiting?.();
  };

  readonly fail = (problem: unknown): void => {
    this.#failure = problem;
    this.#waiting?.();
  };

  async next(): Promise<IndexReport> {
    for (;;) {
      if (this.#failure !== undefined) throw asError(this.#failure);
      const report = this.#reports.shift();
      if (report !== undefined) return report;
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }
}

function asError(problem: unknown): Error {
  if (problem instanceof Error) return problem;
  return new CodexGraphError('INTERNAL', `Watching met a problem: ${String(problem)}`);
}
