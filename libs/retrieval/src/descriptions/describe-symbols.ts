import type { DescribingUsage, RetrievalReaderPort, RetrievalWriterPort } from '@codexgraph/graph-model';
import type { ChatModel, Cost } from '@codexgraph/llm';
import { DescribingBatches } from './describing-batches.js';
import { Spending, type DescribingBudget } from './describing-budget.js';
import type { DescribingProgress, DescribingStop } from './describing-progress.js';
import { DescribingCalls } from './describing-calls.js';
import { planDescribing } from './describing-plan.js';

/** What describing works with. */
export interface DescribingParts {
  readonly reader: RetrievalReaderPort;
  readonly writer: Pick<RetrievalWriterPort, 'keepDescriptions'>;
  readonly model: ChatModel;
  /** Waits; ends early when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What to describe. */
export interface DescribingRequest {
  readonly repository: string;
  /** Names the run: one that goes on after its end by force keeps its name, and what it has used counts on. */
  readonly run: string;
  /** @throws BAD_INPUT for an amount of money where the model has no price */
  readonly budget?: DescribingBudget;
  /** Code of tests, too. */
  readonly tests?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DescribingProgress) => void;
}

/** What a run did. Counts are symbols. */
export interface DescribingReport {
  readonly repository: string;
  readonly revision: string;
  readonly model: string;
  /** Definitions with code and without documentation. */
  readonly symbols: number;
  /** Described by this model before. */
  readonly kept: number;
  readonly described: number;
  /** The model gave nothing usable for them; the next run asks again. */
  readonly failed: number;
  /** Not asked for, because the run stopped. */
  readonly left: number;
  /** Of the whole run, its earlier parts included. */
  readonly usage: DescribingUsage;
  /** Absent when the model has no price. */
  readonly cost?: Cost;
  readonly stopped?: DescribingStop;
  /** Symbols whose description is not what searches know of them yet: to be handed to the next refresh. */
  readonly changedIds: readonly string[];
}

/** Calls at the same time; the server's own limits come on top. */
const LANES = 4;

/**
 * Lets a model describe the symbols that have no documentation, the most important first. What came back is kept at once, by the hash of what it was made
 * from: a run that is cut off, cancelled or out of its budget loses nothing, and the next one goes on from there. A text that fails costs itself alone.
 *
 * @throws NOT_FOUND, BAD_INPUT, CANCELLED, DATABASE_*; failures of the model are told in the report
 */
export async function describeSymbols(parts: DescribingParts, request: DescribingRequest): Promise<DescribingReport> {
  const { reader, writer, model, wait } = parts;
  const { repository, run, signal, budget = {}, tests = false, onProgress } = request;
  const name = model.identity.model;
  const plan = await planDescribing(reader, { repository, model: name, tests, signal });
  const used = await reader.describingUsage(repository, run);
  const spending = new Spending(used ?? { run, calls: 0, inputTokens: 0, outputTokens: 0, estimated: false }, {
    budget,
    price: model.price,
  });
  // From here on descriptions of this model are preferred, also when all of them were there before.
  await writer.keepDescriptions(repository, { model: name, rows: [], usage: spending.usage });
  const batches = new DescribingBatches(plan.waiting, model.identity.contextTokens);
  const calls = new DescribingCalls({ reader, writer, model, wait, plan, batches, spending, repository, signal, onProgress });
  await Promise.all(Array.from({ length: LANES }, () => calls.lane()));
  const { describedIds, described, failed, stopped } = calls;
  const { cost } = spending;
  return {
    repository,
    revision: plan.revision,
    model: name,
    symbols: plan.symbols,
    kept: plan.kept,
    described,
    failed,
    left: plan.symbols - plan.kept - described - failed,
    usage: spending.usage,
    ...(cost && { cost }),
    ...(stopped && { stopped }),
    changedIds: [...plan.unshown, ...describedIds],
  };
}
