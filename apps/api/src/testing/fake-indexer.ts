import { setTimeout as sleep } from 'node:timers/promises';
import {
  CodexGraphError,
  type IndexOptions,
  type IndexReport,
  type IndexRequest,
  type RepositoryIndexer,
} from '@codexgraph/graph-model';

/** An indexer that does what a test scripts: its steps take time, report progress, and stop when asked to. */
export class FakeIndexer implements RepositoryIndexer {
  readonly calls: string[] = [];
  /** Files that one run pretends to read. */
  files = 3;
  stepMs = 5;
  /** Thrown by the next runs, one each. */
  readonly failures: unknown[] = [];

  async index(request: IndexRequest, options?: IndexOptions): Promise<IndexReport> {
    return this.run(`index ${request.name} ${request.source.location}`, request.name, options);
  }

  async update(name: string, options?: IndexOptions): Promise<IndexReport> {
    return this.run(`update ${name}`, name, options);
  }

  private async run(call: string, repository: string, options: IndexOptions = {}): Promise<IndexReport> {
    this.calls.push(call);
    for (let done = 0; done <= this.files; done += 1) {
      options.onProgress?.({ phase: 'parse', done, total: this.files, unit: 'files' });
      await sleep(this.stepMs);
      if (options.signal?.aborted === true) throw new CodexGraphError('CANCELLED', 'The run was cancelled.');
    }
    if (this.failures.length > 0) throw this.failures.shift();
    options.onProgress?.({ phase: 'publish', done: 1, total: 1, unit: 'steps' });
    return report(repository, this.files);
  }
}

function report(repository: string, files: number): IndexReport {
  return {
    repository,
    revision: 'revision-1',
    counts: {
      files,
      filesSkipped: 1,
      nodes: { MODULE: files },
      edges: {},
      calls: { total: 0, resolved: 0, external: 0, unresolved: 0 },
    },
    skipped: [{ path: 'big.py', reason: 'larger than the limit' }],
    seconds: { parse: 0.1, publish: 0.01 },
    cpuSeconds: 0.1,
    peakRssMb: 50,
  };
}
