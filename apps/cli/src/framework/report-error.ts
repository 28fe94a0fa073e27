import { CommanderError } from 'commander';
import { CodexGraphError } from '@codexgraph/graph-model';
import { EXIT } from './exit-codes.js';
import { UsageError } from './usage-error.js';

/** How a failure ends the process. */
export interface ErrorReport {
  readonly exitCode: number;
  /** Lines for stderr; empty when the failure was already told. */
  readonly text: string;
}

/** One sentence for any failure. `withStack` adds stack traces (CODEXGRAPH_DEBUG=1). */
export function reportError(
  error: unknown,
  options: { readonly interrupted: boolean; readonly withStack: boolean },
): ErrorReport {
  if (error instanceof CommanderError) {
    // Commander has printed its own sentence, or the help that was asked for.
    return { exitCode: error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage, text: '' };
  }
  const stack = options.withStack && error instanceof Error ? `\n${stackOf(error)}` : '';
  if (error instanceof UsageError) return { exitCode: EXIT.wrongUsage, text: `codexgraph: ${error.message}${stack}` };
  if (options.interrupted || isCancellation(error))
    return { exitCode: EXIT.interrupted, text: `codexgraph: interrupted.${stack}` };
  return { exitCode: EXIT.failed, text: `codexgraph: ${sentenceOf(error)}${stack}` };
}

function isCancellation(error: unknown): boolean {
  if (CodexGraphError.isInstance(error)) return error.code === 'CANCELLED';
  return error instanceof Error && error.name === 'AbortError';
}

function sentenceOf(error: unknown): string {
  if (CodexGraphError.isInstance(error)) return error.message;
  if (!(error instanceof Error)) return `something went wrong: ${String(error)}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ENOSPC') return `the disk is full (${error.message}). Free some space and run the command again.`;
  if (code === 'EACCES' || code === 'EPERM') return `no permission: ${error.message}. Check who owns that file.`;
  const firstLine = error.message.split('\n', 1)[0] ?? '';
  return `something went wrong that should not: ${firstLine === '' ? error.name : firstLine} (CODEXGRAPH_DEBUG=1 shows where).`;
}

function stackOf(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\nCaused by: ${stackOf(error.cause)}` : own;
}
