import { CodexGraphError, type RetrievalReaderPort, type RetrievalWriterPort } from '@codexgraph/graph-model';
import { completeText, type ChatModel, type CompletedText } from '@codexgraph/llm';
import { throwIfStopped } from '../refresh/stopped.js';
import type { DescribingBatch, DescribingBatches } from './describing-batches.js';
import type { Spending } from './describing-budget.js';
import type { DescribingPlan, PlannedText } from './describing-plan.js';
import { describingPrompt, type DescribingPrompt } from './describing-prompt.js';
import { readDescriptions } from './read-descriptions.js';
import type { DescribingProgress, DescribingStop } from './describing-progress.js';

/** What the calls of one run share. */
export interface DescribingCallsOptions {
  readonly reader: Pick<RetrievalReaderPort, 'sources' | 'symbols'>;
  readonly writer: Pick<RetrievalWriterPort, 'keepDescriptions'>;
  readonly model: ChatModel;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly plan: DescribingPlan;
  readonly batches: DescribingBatches;
  readonly spending: Spending;
  readonly repository: string;
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: DescribingProgress) => void) | undefined;
}

/** Texts that a reply leaves out are asked for once more. */
const MOST_ATTEMPTS = 2;
/** Pauses for a server that wants them, one after the other without a reply between. */
const MOST_PAUSES = 8;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_OWN_PAUSE_MS = 60_000;
/** A server that wants longer is left alone; the next run goes on. */
const LONGEST_ASKED_PAUSE_MS = 10 * 60_000;
const POLL_MS = 20;
/** So many texts without anything usable, one after the other: the model is at fault, and asking for the rest would only cost. */
const MOST_FAILURES = 30;
const STATUSES_OF_CONTENT: ReadonlySet<number> = new Set([400, 413, 422]);
const WHAT_STAYS = 'What was described before stays; the next run goes on from there.';

/** The calls of a run: any number of lanes take batches until there are none, or something ends the run. */
export class DescribingCalls {
  readonly describedIds: string[] = [];
  described = 0;
  failed = 0;
  stopped: DescribingStop | undefined;
  readonly #options: DescribingCallsOptions;
  readonly #running = new Set<Promise<unknown>>();
  #texts = 0;
  #failures = 0;
  #pauses = 0;
  #pause: Promise<void> | undefined;

  constructor(options: DescribingCallsOptions) {
    this.#options = options;
  }

  /** @throws CANCELLED, DATABASE_* */
  async lane(): Promise<void> {
    const { batches, signal } = this.#options;
    for (;;) {
      await this.#pause;
      throwIfStopped(signal, WHAT_STAYS);
      const batch = this.stopped === undefined ? batches.next() : undefined;
      if (batch !== undefined) await this.#batch(batch);
      // A lane that is still at work may put something back.
      else if (this.stopped !== undefined || this.#running.size === 0) return;
      else await Promise.race(this.#running);
    }
  }

  async #batch(batch: DescribingBatch): Promise<void> {
    const work = this.#ask(batch);
    const settled = work.catch(() => undefined);
    this.#running.add(settled);
    try {
      await work;
    } finally {
      this.#running.delete(settled);
    }
  }

  async #ask(batch: DescribingBatch): Promise<void> {
    const { reader, model, repository, plan, spending, signal } = this.#options;
    const prompt = await describingPrompt(reader, { repository, graph: plan.graph, texts: batch.texts });
    if (prompt === undefined) return;
    const { request } = prompt;
    const inputTokens = request.messages.reduce((sum, { content }) => sum + model.countTokens(content), 0);
    const most = { inputTokens, outputTokens: request.maxOutputTokens };
    if (!spending.reserve(most)) {
      await this.#overBudget(batch);
      return;
    }
    let reply: CompletedText | undefined;
    try {
      reply = await completeText(model, request, { signal });
      this.#pauses = 0;
    } catch (error) {
      this.#failedCall(batch, error);
    } finally {
      spending.settle(most, reply?.usage);
    }
    if (reply !== undefined) await this.#keep(prompt, reply, batch.attempt);
  }

  async #keep({ texts }: DescribingPrompt, reply: CompletedText, attempt: number): Promise<void> {
    const { writer, repository, model, spending, batches } = this.#options;
    const found = readDescriptions(reply.text, texts.length);
    const rows = texts.flatMap(({ hash }, index) => {
      const description = found.get(index + 1);
      return description === undefined ? [] : [{ hash, description }];
    });
    await writer.keepDescriptions(repository, { model: model.identity.model, rows, usage: spending.usage });
    const told = texts.filter((_, index) => found.has(index + 1));
    const missing = texts.filter((_, index) => !found.has(index + 1));
    for (const { ids } of told) {
      this.describedIds.push(...ids);
      this.described += ids.length;
    }
    if (told.length > 0) this.#failures = 0;
    this.#tell(told.length);
    if (missing.length === 0) return;
    // A reply without anything usable may be the fault of one text: halves find it.
    if (told.length === 0 && batches.halves({ texts: missing, attempt })) return;
    if (attempt < MOST_ATTEMPTS) batches.back({ texts: missing, attempt: attempt + 1 });
    else this.#fail(missing);
  }

  #failedCall(batch: DescribingBatch, error: unknown): void {
    const { batches, signal } = this.#options;
    throwIfStopped(signal, WHAT_STAYS);
    if (!CodexGraphError.isInstance(error) || !error.code.startsWith('MODEL_')) throw error;
    if (error.code === 'MODEL_RATE_LIMITED' && error.retryable) {
      batches.back(batch);
      this.#pauseFor(error);
    } else if (error.code === 'MODEL_CUT_OFF' && batch.attempt < MOST_ATTEMPTS) {
      batches.back({ ...batch, attempt: batch.attempt + 1 });
    } else if (isOfContent(error)) {
      if (!batches.halves(batch)) this.#fail(batch.texts);
    } else {
      batches.back(batch);
      this.#stop({ reason: error.code === 'MODEL_RATE_LIMITED' ? 'rate-limit' : 'model', ...factsOf(error) });
    }
  }

  /** All lanes wait as long as the server asks, or longer each time where it does not say. */
  #pauseFor(error: CodexGraphError): void {
    const { wait, signal, onProgress } = this.#options;
    if (this.#pause !== undefined) return;
    const asked = error.details['retryAfterMs'];
    const ms = typeof asked === 'number' ? asked : Math.min(LONGEST_OWN_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#pauses);
    this.#pauses += 1;
    if (ms > LONGEST_ASKED_PAUSE_MS || this.#pauses > MOST_PAUSES) {
      this.#stop({ reason: 'rate-limit', ...factsOf(error) });
      return;
    }
    onProgress?.({ ...this.#progress(), pausedMs: ms });
    this.#pause = wait(ms, signal).finally(() => {
      this.#pause = undefined;
    });
  }

  /** Calls that are under way hold more back than they will use: when they have ended there may be room. */
  async #overBudget(batch: DescribingBatch): Promise<void> {
    const { batches, spending, wait, signal } = this.#options;
    if (spending.running > 0) {
      batches.back(batch);
      const { calls } = spending.usage;
      while (spending.running > 0 && spending.usage.calls === calls && !signal.aborted) await wait(POLL_MS, signal);
    } else if (!batches.halves(batch)) {
      batches.back(batch);
      this.#stop({
        reason: 'budget',
        message: `The budget does not allow another call. ${WHAT_STAYS}`,
        retryable: false,
      });
    }
  }

  #fail(texts: readonly PlannedText[]): void {
    for (const { ids } of texts) this.failed += ids.length;
    this.#failures += texts.length;
    if (this.#failures > MOST_FAILURES)
      this.#stop({
        reason: 'model',
        code: 'MODEL_FAILED',
        message: `The model gave nothing usable for ${String(this.#failures)} definitions in a row; choose another one. ${WHAT_STAYS}`,
        retryable: false,
      });
    this.#tell(texts.length);
  }

  #stop(stop: DescribingStop): void {
    this.stopped ??= stop;
  }

  #tell(texts: number): void {
    this.#texts += texts;
    this.#options.onProgress?.(this.#progress());
  }

  #progress(): DescribingProgress {
    const { plan, spending } = this.#options;
    const { usage, cost } = spending;
    return { done: this.#texts, total: plan.waiting.length, usage, ...(cost && { cost }) };
  }
}

/** True when another, smaller call may succeed: the texts are at fault, not the server. */
function isOfContent({ code, details }: CodexGraphError): boolean {
  if (code === 'MODEL_CONTEXT_TOO_LONG' || code === 'MODEL_CUT_OFF') return true;
  return code === 'MODEL_FAILED' && STATUSES_OF_CONTENT.has(Number(details['status']));
}

function factsOf({ code, message, retryable, details }: CodexGraphError): Omit<DescribingStop, 'reason'> {
  const retryAfterMs = details['retryAfterMs'];
  return {
    code,
    message: `${message} ${WHAT_STAYS}`,
    retryable,
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
  };
}
