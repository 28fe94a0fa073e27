import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import { identifyProcess, logTail, rotateLog, stopProcess, type ProcessIdentity } from '@codexgraph/local-services';

/** A program of ours that is kept running. */
export interface KeptProcessOptions {
  /** For people: `the API`. */
  readonly title: string;
  /** Absolute path of the compiled entry. */
  readonly entry: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Called after each start, also after a restart. */
  readonly onStarted: () => Promise<void>;
  readonly say: (text: string) => void;
}

const QUICK_END_MS = 10_000;
const QUICK_ENDS_ALLOWED = 3;
const RESTART_DELAY_MS = 1_000;
const STOP_GRACE_MS = 25_000;

/** Runs a program, starts it again when it dies, and gives up when it keeps dying at once. */
export class KeptProcess {
  readonly #options: KeptProcessOptions;
  readonly #failure: Promise<never>;
  #giveUp: (error: CodexGraphError) => void = () => undefined;
  #child: ChildProcess | undefined;
  #identity: ProcessIdentity | undefined;
  #stopping = false;
  #quickEnds = 0;

  constructor(options: KeptProcessOptions) {
    this.#options = options;
    this.#failure = new Promise((_resolve, reject) => {
      this.#giveUp = reject;
    });
    this.#failure.catch(() => undefined);
  }

  /** The running process; undefined between an end and the next start. */
  get identity(): ProcessIdentity | undefined {
    return this.#identity;
  }

  /** Rejects with SERVICE_START_FAILED once the program cannot be kept running. */
  get failure(): Promise<never> {
    return this.#failure;
  }

  /** Starts the program. */
  async start(): Promise<void> {
    const { entry, variables, logFile } = this.#options;
    await rotateLog(logFile);
    const log = await open(logFile, 'a', 0o600);
    const startedMs = performance.now();
    try {
      // A group of its own: Ctrl-C reaches this process only, which then ends all in the right order.
      const child = spawn(process.execPath, [entry], {
        env: { ...variables },
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      });
      this.#child = child;
      // An `exit` or a failed identification follows; without a listener the process would end on it.
      child.on('error', () => undefined);
      child.once('exit', () => {
        this.#identity = undefined;
        if (this.#stopping) return;
        this.#restart(performance.now() - startedMs).catch((error: unknown) => {
          this.#giveUp(
            new CodexGraphError('SERVICE_START_FAILED', `${this.#options.title} cannot be started again: ${String(error)}`, {
              cause: error,
            }),
          );
        });
      });
      this.#identity = await identifyProcess(child.pid ?? -1);
    } finally {
      await log.close();
    }
    await this.#options.onStarted();
  }

  /** Asks the program to end and waits for it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#identity !== undefined) await stopProcess(this.#identity, STOP_GRACE_MS);
    this.#child?.removeAllListeners();
  }

  async #restart(livedMs: number): Promise<void> {
    this.#quickEnds = livedMs < QUICK_END_MS ? this.#quickEnds + 1 : 0;
    if (this.#quickEnds >= QUICK_ENDS_ALLOWED) {
      this.#giveUp(await this.#failureSentence());
      return;
    }
    this.#options.say(`${this.#options.title} ended unexpectedly; starting it again (log: ${this.#options.logFile}).`);
    await sleep(RESTART_DELAY_MS);
    if (!this.#stopping) await this.start();
  }

  async #failureSentence(): Promise<CodexGraphError> {
    const lastLine = (await logTail(this.#options.logFile)).trim().split('\n').at(-1) ?? '';
    return new CodexGraphError(
      'SERVICE_START_FAILED',
      `${this.#options.title} cannot be kept running. Its log (${this.#options.logFile}) ends with: ${lastLine.slice(0, 300)}`,
    );
  }
}
