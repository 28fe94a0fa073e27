import type { DescribingUsage } from '@codexgraph/graph-model';
import { costOf, type Cost, type ModelPrice, type TokenUsage } from '@codexgraph/llm';

/** What describing may use, calls that failed included. Nothing given: no bound. */
export interface DescribingBudget {
  /** Millionths of the currency of the model's price. */
  readonly micros?: number;
  /** Input and output together. */
  readonly tokens?: number;
}

type Tokens = Pick<TokenUsage, 'inputTokens' | 'outputTokens'>;

/** Counts what is used, and holds it within a budget: what a running call may use at most counts until its figures are there. */
export class Spending {
  readonly #budget: DescribingBudget;
  readonly #price: ModelPrice | undefined;
  #usage: DescribingUsage;
  #reserved: Tokens = { inputTokens: 0, outputTokens: 0 };
  #running = 0;

  /** `usage`: figures of this run so far. */
  constructor(
    usage: DescribingUsage,
    { budget, price }: { readonly budget: DescribingBudget; readonly price: ModelPrice | undefined },
  ) {
    this.#usage = usage;
    this.#budget = budget;
    this.#price = price;
  }

  get usage(): DescribingUsage {
    return this.#usage;
  }

  /** Calls that hold something back. */
  get running(): number {
    return this.#running;
  }

  get cost(): Cost | undefined {
    return this.#price && costOf(this.#usage, this.#price);
  }

  /** Holds back what a call may use at most; false when the budget does not allow it. */
  reserve(most: Tokens): boolean {
    const next = added(this.#reserved, most);
    const all = added(this.#usage, next);
    const { micros, tokens } = this.#budget;
    if (tokens !== undefined && all.inputTokens + all.outputTokens > tokens) return false;
    if (micros !== undefined && this.#price !== undefined && costOf({ ...all, estimated: true }, this.#price).micros > micros)
      return false;
    this.#reserved = next;
    this.#running += 1;
    return true;
  }

  /** Ends a call: gives back what was held, counts what was used; a call that failed without figures counts as nothing. */
  settle(most: Tokens, used: TokenUsage | undefined): void {
    this.#running -= 1;
    this.#reserved = added(this.#reserved, { inputTokens: -most.inputTokens, outputTokens: -most.outputTokens });
    const { run, calls, estimated } = this.#usage;
    const sum = used === undefined ? this.#usage : added(this.#usage, used);
    this.#usage = {
      run,
      calls: calls + 1,
      inputTokens: sum.inputTokens,
      outputTokens: sum.outputTokens,
      estimated: estimated || used?.estimated === true,
    };
  }
}

function added(left: Tokens, right: Tokens): Tokens {
  return { inputTokens: left.inputTokens + right.inputTokens, outputTokens: left.outputTokens + right.outputTokens };
}
