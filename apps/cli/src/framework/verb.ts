import type { Command } from 'commander';
import type { z } from 'zod';
import type { VerbContext } from './verb-context.js';

/** What the user typed after the verb. */
export interface VerbInput<Options> {
  /** Positional arguments in order; an optional one that was left out is undefined. */
  readonly positionals: readonly (string | undefined)[];
  /** Options checked by {@link Verb.options}; names in camel case as commander makes them. */
  readonly options: Options;
}

/**
 * One verb of the command line. Its file is `verbs/NAME.ts` (or `verbs/GROUP/NAME.ts` for `codexgraph GROUP NAME`), which exports
 * `verb`; no list names it. The file may be read just to print the help, so heavy modules are imported inside `run`
 * (`await import(...)`), not at its top.
 */
export interface Verb<Options = unknown> {
  /** One line for `--help`. */
  readonly summary: string;
  /** Declares arguments and options on the command, and longer help. `--json` must be declared here where the verb has it. */
  configure?(command: Command): void;
  /** Checks options and gives them types; a failure is wrong usage (exit code 2). */
  readonly options?: z.ZodType<Options>;
  /**
   * Does the work; resolves with an exit code where it is not 0. A failure is a thrown CodexGraphError (its sentence is printed,
   * exit code 1) or UsageError (exit code 2). Must stop soon after `context.signal` aborts.
   */
  run(context: VerbContext, input: VerbInput<Options>): Promise<number | undefined>;
}

/** Types a verb by its options schema. */
export function defineVerb<Options>(verb: Verb<Options>): Verb<Options> {
  return verb;
}
