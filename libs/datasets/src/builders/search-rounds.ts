import type { RunTrace, TraceRound } from '../trace/run-trace.js';

/** A round that called the tool, and whether its call is worth learning. */
export interface SearchRound extends TraceRound {
  /** False when nothing of what it asked came to rows: kept as context, not learned. */
  readonly worked: boolean;
}

/** The rounds of a run that asked something and were told something, in order. */
export function searchRounds(trace: RunTrace): readonly SearchRound[] {
  return trace.rounds
    .filter(({ textQueries, report }) => textQueries.length > 0 && report !== '')
    .map((round) => ({ ...round, worked: round.queries.some(hasRows) }));
}

function hasRows({ outcome }: TraceRound['queries'][number]): boolean {
  return outcome.kind === 'rows' && outcome.rowCount > 0;
}
