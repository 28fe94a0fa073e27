import type { Config } from '@codexgraph/config';
import type { Output } from './output.js';
import type { Progress } from '../progress.js';

/** What every verb is given. */
export interface VerbContext {
  /** Read on first access, so that `--help` works with a broken configuration. @throws CONFIGURATION */
  readonly config: Config;
  /** Environment for child processes, with what `.env` adds. Settings of ours come from `config`, not from here. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Aborts at Ctrl-C or SIGTERM. A second Ctrl-C ends the process at once. */
  readonly signal: AbortSignal;
  readonly output: Output;
  readonly progress: Progress;
  /** Absolute root of the clone that the command was started from. */
  readonly root: string;
}
