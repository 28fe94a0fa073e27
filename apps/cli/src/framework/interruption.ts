import { EXIT } from './exit-codes.js';

/** Watches the signals that end a verb. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops watching. */
  release(): void;
}

/** The first Ctrl-C (or SIGTERM, SIGHUP) aborts the signal and leaves time to clean up; the second ends the process at once. */
export function watchInterruption(target: NodeJS.Process): Interruption {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) target.exit(EXIT.interrupted);
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) target.on(name, onSignal);
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) target.off(name, onSignal);
    },
  };
}
