import { totalCost, type Cost, type TokenUsage } from '@codexgraph/llm';
import type { RunLimit, RunLimits } from '../run-events.js';

/** Used where a run says nothing. */
export const DEFAULT_RUN_LIMITS: RunLimits = { rounds: 5, modelCalls: 24, tokens: 200_000, seconds: 240, queries: 60 };

/** Counts what a run spends. When a bound is reached, searching ends; the calls that make the answer are still allowed. */
export class RunBudget {
  readonly limits: RunLimits;
  readonly #nowMs: () => number;
  readonly #startedMs: number;
  #modelCalls = 0;
  #queries = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #estimated = false;
  readonly #costs: (Cost | undefined)[] = [];
  #reached: RunLimit | undefined;

  constructor(limits: RunLimits, nowMs: () => number) {
    this.limits = limits;
    this.#nowMs = nowMs;
    this.#startedMs = nowMs();
  }

  /** The first bound that was reached. */
  get reached(): RunLimit | undefined {
    return this.#reached;
  }

  get modelCalls(): number {
    return this.#modelCalls;
  }

  get tokens(): { readonly input: number; readonly output: number; readonly estimated: boolean } {
    return { input: this.#inputTokens, output: this.#outputTokens, estimated: this.#estimated };
  }

  /** Of all calls; undefined when one of them has no known price, or none was made. */
  get cost(): Cost | undefined {
    return totalCost(this.#costs);
  }

  get elapsedMs(): number {
    return this.#nowMs() - this.#startedMs;
  }

  /** Milliseconds until the bound of seconds; 0 when it has passed. */
  get leftMs(): number {
    return Math.max(0, this.limits.seconds * 1000 - this.elapsedMs);
  }

  /** True while searching may go on. Notes the bound that forbids it. */
  maySearch(): boolean {
    if (this.leftMs === 0) this.reach('seconds');
    else if (this.#modelCalls >= this.limits.modelCalls) this.reach('modelCalls');
    else if (this.#inputTokens + this.#outputTokens >= this.limits.tokens) this.reach('tokens');
    else if (this.#queries >= this.limits.queries) this.reach('queries');
    return this.#reached === undefined;
  }

  /** Notes a bound that the caller found to be reached; the first one counts. */
  reach(limit: RunLimit): void {
    this.#reached ??= limit;
  }

  /** Number of the call, 1... */
  startCall(): number {
    this.#modelCalls += 1;
    return this.#modelCalls;
  }

  addUsage({ inputTokens, outputTokens, estimated }: TokenUsage, cost: Cost | undefined): void {
    this.#costs.push(cost);
    this.#inputTokens += inputTokens;
    this.#outputTokens += outputTokens;
    this.#estimated ||= estimated;
  }

  /** Number of the next query, 1..; undefined when no more may be run. */
  nextQuery(): number | undefined {
    if (this.#queries >= this.limits.queries) this.reach('queries');
    if (this.leftMs === 0) this.reach('seconds');
    if (this.#reached === 'queries' || this.#reached === 'seconds') return undefined;
    this.#queries += 1;
    return this.#queries;
  }
}

/** Says in one sentence which bound ended the search, and what to do. */
export function limitSentence(limit: RunLimit, limits: RunLimits): string {
  const names: Readonly<Record<RunLimit, string>> = {
    rounds: `${limits.rounds} rounds`,
    modelCalls: `${limits.modelCalls} calls of the model`,
    tokens: `${limits.tokens} tokens`,
    seconds: `${limits.seconds} seconds`,
    queries: `${limits.queries} queries`,
  };
  return `The search ended at its limit of ${names[limit]}; the answer rests on what was found until then.`;
}
