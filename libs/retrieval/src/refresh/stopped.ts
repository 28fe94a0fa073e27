import { CodexGraphError } from '@codexgraph/graph-model';

/** @throws CANCELLED with `left` as what that leaves behind, or the error that the signal was aborted with */
export function throwIfStopped(signal: AbortSignal, left: string): void {
  if (!signal.aborted) return;
  const reason: unknown = signal.reason;
  throw CodexGraphError.isInstance(reason) ? reason : new CodexGraphError('CANCELLED', `The work was cancelled. ${left}`);
}
