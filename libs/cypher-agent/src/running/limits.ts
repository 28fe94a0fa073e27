import type { CypherLimits } from '@codexgraph/graph-model';

/** The most that a caller may ask for. */
export interface RunCeilings {
  /** Default 100,000. */
  readonly maxRows?: number;
  /** Default 60,000. */
  readonly timeoutMs?: number;
  /** Default 100 MB. */
  readonly maxBytes?: number;
}

const CEILINGS = { maxRows: 100_000, timeoutMs: 60_000, maxBytes: 100_000_000 };
const DEFAULTS = { maxRows: 1000, timeoutMs: 10_000, maxBytes: 10_000_000 };
const MAX_CELL_ELEMENTS = 100_000;

/** Limits of one run: what was asked for, the defaults for the rest, nothing above the ceilings or below 1. */
export function limitsOf(
  asked: CypherLimits = {},
  ceilings: RunCeilings = {},
): Required<CypherLimits> & { readonly maxCellElements: number } {
  const limit = (name: keyof CypherLimits): number => {
    const ceiling = ceilings[name] ?? CEILINGS[name];
    return Math.max(1, Math.min(Math.floor(asked[name] ?? DEFAULTS[name]), ceiling));
  };
  return {
    maxRows: limit('maxRows'),
    timeoutMs: limit('timeoutMs'),
    maxBytes: limit('maxBytes'),
    maxCellElements: MAX_CELL_ELEMENTS,
  };
}
