import type { RetrievalReaderPort } from '@codexgraph/graph-model';
import { costOf, type ChatModel, type Cost } from '@codexgraph/llm';
import { DescribingBatches } from './describing-batches.js';
import type { DescribingBudget } from './describing-budget.js';
import { planDescribing, type PlannedText } from './describing-plan.js';
import { PROMPT_TOKENS } from './describing-prompt.js';

/** What describing would take. */
export interface DescribingEstimate {
  readonly repository: string;
  readonly revision: string;
  readonly model: string;
  /** Definitions with code and without documentation. */
  readonly symbols: number;
  /** Described by this model before: they cost nothing. */
  readonly kept: number;
  /** Symbols that a run would describe. */
  readonly waiting: number;
  readonly calls: number;
  /** By an estimate that is rather too high. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Absent when the model has no price. */
  readonly cost?: Cost;
  /** With a budget: symbols that it is expected to suffice for. */
  readonly withinBudget?: number;
}

const OUTPUT_TOKENS_OF_A_TEXT = 60;
const OUTPUT_TOKENS_OF_A_CALL = 20;

/** Tells what describing would take, without calling the model. @throws NOT_FOUND, CANCELLED, DATABASE_* */
export async function estimateDescribing(
  parts: { readonly reader: RetrievalReaderPort; readonly model: Pick<ChatModel, 'identity' | 'price'> },
  request: {
    readonly repository: string;
    readonly tests?: boolean;
    readonly budget?: DescribingBudget;
    readonly signal: AbortSignal;
  },
): Promise<DescribingEstimate> {
  const { identity, price } = parts.model;
  const { repository, tests = false, budget, signal } = request;
  const plan = await planDescribing(parts.reader, { repository, model: identity.model, tests, signal });
  const taken = (texts: readonly PlannedText[]): Taken => takenBy(texts, identity.contextTokens);
  const all = taken(plan.waiting);
  const costOfTexts = ({ inputTokens, outputTokens }: Taken): Cost | undefined =>
    price && costOf({ inputTokens, outputTokens, estimated: true }, price);
  const cost = costOfTexts(all);
  const fits = (count: number): boolean => {
    const some = taken(plan.waiting.slice(0, count));
    const { tokens = Number.POSITIVE_INFINITY, micros = Number.POSITIVE_INFINITY } = budget ?? {};
    return some.inputTokens + some.outputTokens <= tokens && (costOfTexts(some)?.micros ?? 0) <= micros;
  };
  return {
    repository,
    revision: plan.revision,
    model: identity.model,
    symbols: plan.symbols,
    kept: plan.kept,
    waiting: plan.symbols - plan.kept,
    ...all,
    ...(cost && { cost }),
    ...(budget !== undefined && {
      withinBudget: symbolsOf(plan.waiting.slice(0, mostThat(fits, plan.waiting.length))),
    }),
  };
}

interface Taken {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

function takenBy(texts: readonly PlannedText[], contextTokens: number | undefined): Taken {
  const calls = DescribingBatches.count(texts, contextTokens);
  return {
    calls,
    inputTokens: texts.reduce((sum, { tokens }) => sum + tokens, calls * PROMPT_TOKENS),
    outputTokens: texts.length * OUTPUT_TOKENS_OF_A_TEXT + calls * OUTPUT_TOKENS_OF_A_CALL,
  };
}

function symbolsOf(texts: readonly PlannedText[]): number {
  return texts.reduce((sum, { ids }) => sum + ids.length, 0);
}

/** The greatest number up to `most` that fits; what fits for a number fits for smaller ones. */
function mostThat(fits: (count: number) => boolean, most: number): number {
  let fitting = 0;
  let tooMany = most + 1;
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(middle)) fitting = middle;
    else tooMany = middle;
  }
  return fitting;
}
