import type { DescribingUsage } from '@codexgraph/graph-model';
import type { Cost } from '@codexgraph/llm';

/** How far a run is; `done` never decreases. */
export interface DescribingProgress {
  /** Texts, described or failed. */
  readonly done: number;
  readonly total: number;
  readonly usage: DescribingUsage;
  readonly cost?: Cost;
  /** Set while the server wants a pause: milliseconds of it. */
  readonly pausedMs?: number;
}

/** Why a run ended before everything was described. */
export interface DescribingStop {
  readonly reason: 'budget' | 'rate-limit' | 'model';
  /** Of the model's error. */
  readonly code?: string;
  /** What happened and what to do. */
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
}
