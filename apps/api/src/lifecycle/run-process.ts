import { CodexGraphError } from '@codexgraph/graph-model';
import { errorFields, jsonLog, type Log } from '../logging/json-logger.js';

/** What a started process tells on stdout, as one line of JSON. */
export interface ReadyLine {
  readonly event: 'ready';
  readonly process: 'api' | 'worker';
  readonly pid: number;
  /** API only. */
  readonly port?: number;
  /** API only: where GraphQL is. */
  readonly url?: string;
}

/** A process that runs: how it introduces itself, and how it ends. */
export interface RunningProcess {
  readonly ready: Omit<ReadyLine, 'event' | 'pid'>;
  /** Ends all work in order; called once. */
  readonly stop: () => Promise<void>;
}

/** Beyond the grace that running work gets. */
const FORCED_EXIT_MARGIN_MS = 10_000;

/**
 * Runs a process from its start to its signal: one ready line on stdout, a log on stderr, an orderly end on SIGTERM or SIGINT
 * (a second signal ends it at once), exit code 1 with one clear sentence when it cannot start.
 */
export async function runProcess(start: (log: Log) => Promise<{ process: RunningProcess; graceMs: number }>): Promise<void> {
  const log = jsonLog(process.stderr);
  process.on('unhandledRejection', (reason) => {
    log('error', 'a promise was rejected and nobody looked', errorFields(reason));
  });
  try {
    const { process: running, graceMs } = await start(log);
    endOnSignal(running, { graceMs, log });
    const line: ReadyLine = { event: 'ready', ...running.ready, pid: process.pid };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } catch (error) {
    const sentence = CodexGraphError.isInstance(error) ? error.message : `The process could not start: ${String(error)}`;
    log('error', sentence, errorFields(error));
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 1_000).unref();
  }
}

function endOnSignal(running: RunningProcess, { graceMs, log }: { graceMs: number; log: Log }): void {
  let isEnding = false;
  const end = (signal: NodeJS.Signals): void => {
    if (isEnding) process.exit(130);
    isEnding = true;
    log('info', 'ending on a signal', { signal });
    setTimeout(() => {
      log('error', 'the process did not end in time');
      process.exit(1);
    }, graceMs + FORCED_EXIT_MARGIN_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log('error', 'the process did not end in order', errorFields(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
