import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';

/** Who was killed at a random moment of an indexing run. */
export type Victim = 'client' | 'server';

/** What one kill led to. */
export interface KillOutcome {
  readonly victim: Victim;
  /** Milliseconds from the start of the run to the kill. */
  readonly afterMs: number;
  /** The run was over before the kill came. */
  readonly finishedBefore: boolean;
  /** Why it failed; absent when the published graph was whole after the kill and the next run succeeded. */
  readonly failure?: string;
}

/** What a bench of kills is made of. */
export interface KillBenchOptions {
  /** Absolute path of the built command (`apps/cli/dist/main.js`). */
  readonly command: string;
  /** Absolute folder of sources to index. */
  readonly corpus: string;
  readonly runs: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Environment of the runs; a home of their own and no server of the user's are set over it. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly onOutcome: (outcome: KillOutcome, index: number) => void;
  readonly signal: AbortSignal;
}

const REPOSITORY = 'killed';
const EXPORT_FAILED = 'export failed';
const SOURCE = /\.(?:py|[cm]?[jt]sx?)$/;
/** Every so many-th file differs between the two states that are indexed in turn. */
const EDITED_SHARE = 5;

/**
 * Indexes two states of a tree in turn, kills the indexer or the database with SIGKILL at a random moment of each run, and checks
 * that the published graph is one of the two whole ones, and that the next run gives the wanted one. Uses an embedded server of
 * its own, which is stopped at the end.
 */
export async function runKillBench(options: KillBenchOptions): Promise<readonly KillOutcome[]> {
  const work = await mkdtemp(join(tmpdir(), 'codexgraph-kill-'));
  const bench = new KillBench(options, work);
  try {
    return await bench.run();
  } finally {
    await bench.close();
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

class KillBench {
  readonly #options: KillBenchOptions;
  readonly #tree: string;
  readonly #environment: NodeJS.ProcessEnv;
  #editedState = false;

  constructor(options: KillBenchOptions, work: string) {
    this.#options = options;
    this.#tree = join(work, 'tree');
    const own = Object.entries(options.variables).filter(([name]) => !name.startsWith('NEO4J_'));
    this.#environment = { ...Object.fromEntries(own), CODEXGRAPH_HOME: join(work, 'home') };
  }

  async run(): Promise<readonly KillOutcome[]> {
    await cp(this.#options.corpus, this.#tree, { recursive: true });
    const plain = await this.#indexAndHash();
    await this.#switchState();
    const started = performance.now();
    const edited = await this.#indexAndHash();
    const runMs = performance.now() - started;
    if (plain === edited)
      throw new CodexGraphError('INTERNAL', 'The two states of the tree give the same graph; nothing could be told from it.');
    const outcomes: KillOutcome[] = [];
    for (let index = 0; index < this.#options.runs && !this.#options.signal.aborted; index++) {
      await this.#switchState();
      const outcome = await this.#killOnce(runMs, this.#editedState ? edited : plain, this.#editedState ? plain : edited);
      outcomes.push(outcome);
      this.#options.onOutcome(outcome, index);
    }
    return outcomes;
  }

  async close(): Promise<void> {
    await this.#command('down').done;
  }

  /** @param wanted hash of the graph of the tree as it is now @param before hash of the graph that is published */
  async #killOnce(runMs: number, wanted: string, before: string): Promise<KillOutcome> {
    const victim: Victim = this.#options.random() < 0.6 ? 'client' : 'server';
    const afterMs = Math.round(this.#options.random() * runMs * 1.1);
    const run = this.#index();
    await Promise.race([sleep(afterMs), run.done]);
    const finishedBefore = run.child.exitCode !== null;
    if (victim === 'client') run.child.kill('SIGKILL');
    else await this.#killServer();
    const { code } = await run.done;
    const failure = await this.#judge({ wanted, before, finished: finishedBefore || code === 0 });
    return { victim, afterMs, finishedBefore, ...(failure === undefined ? {} : { failure }) };
  }

  async #judge(expected: {
    readonly wanted: string;
    readonly before: string;
    readonly finished: boolean;
  }): Promise<string | undefined> {
    const published = await this.#hash();
    const allowed = expected.finished ? [expected.wanted] : [expected.wanted, expected.before];
    if (published.startsWith(EXPORT_FAILED)) return `after the kill the ${published}`;
    if (!allowed.includes(published)) return `the published graph is none of the whole ones (${published})`;
    const next = await this.#index().done;
    if (next.code !== 0) return `the next run failed: ${next.stderr.trim().split('\n').at(-1) ?? ''}`;
    const after = await this.#hash();
    if (after === expected.wanted) return undefined;
    // An export that could not be read says nothing about the graph: told apart, or a slow server looks like a wrong graph.
    return after.startsWith(EXPORT_FAILED)
      ? `after the next run the ${after}`
      : `the next run published a wrong graph (${after})`;
  }

  async #indexAndHash(): Promise<string> {
    const { code, stderr } = await this.#index().done;
    if (code !== 0) throw new CodexGraphError('INTERNAL', `The corpus could not be indexed at all: ${stderr.trim()}`);
    return this.#hash();
  }

  /** Hash of the export, or what went wrong with it. */
  async #hash(): Promise<string> {
    const { code, stdout, stderr } = await this.#command('export', REPOSITORY).done;
    if (code !== 0) return `${EXPORT_FAILED}: ${stderr.trim().split('\n').at(-1) ?? ''}`;
    return createHash('sha256').update(stdout).digest('hex');
  }

  async #killServer(): Promise<void> {
    const { stdout } = await this.#command('status', '--json').done;
    const status = JSON.parse(stdout) as { readonly neo4j: { readonly pid: number } | null };
    if (status.neo4j !== null) process.kill(status.neo4j.pid, 'SIGKILL');
  }

  /** Appends to, or cuts from, every so many-th source file. */
  async #switchState(): Promise<void> {
    this.#editedState = !this.#editedState;
    const entries = await readdir(this.#tree, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const [index, path] of files.sort().entries()) {
      if (index % EDITED_SHARE !== 0) continue;
      const text = await readFile(path, 'utf8');
      const addition = path.endsWith('.py')
        ? '\n\ndef added_by_edit():\n    return 1\n'
        : '\nfunction addedByEdit() { return 1; }\n';
      await writeFile(path, this.#editedState ? text + addition : text.slice(0, -addition.length));
    }
  }

  #index() {
    return this.#command('index', this.#tree, '--name', REPOSITORY, '--json');
  }

  #command(...parameters: readonly string[]) {
    const child = spawn(process.execPath, [this.#options.command, ...parameters], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const done = new Promise<Finished>((resolve) => {
      child.once('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    });
    return { child, done };
  }
}
