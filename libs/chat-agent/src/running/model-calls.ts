import { CodexGraphError } from '@codexgraph/graph-model';
import { completeText, type ChatModels, type ChatRequest, type CompletedText } from '@codexgraph/llm';
import type { RunBudget } from './run-budget.js';
import type { RunRecorder } from './run-recorder.js';

/** What the calls of a run need. */
export interface ModelCallsOptions {
  readonly models: ChatModels;
  readonly budget: RunBudget;
  readonly recorder: RunRecorder;
  readonly signal: AbortSignal;
}

/** The call that makes the answer may go on for so long after the bound of seconds. */
const GRACE_MS = 30_000;
/** A reply that broke off is asked for once more. */
const MOST_ATTEMPTS = 2;

/** Calls models for one run: within its bounds, as events, stopped with it. */
export class ModelCalls {
  readonly #options: ModelCallsOptions;

  constructor(options: ModelCallsOptions) {
    this.#options = options;
  }

  /** A call of the search. Undefined when a bound of the run forbids it or ends it. @throws what the model throws */
  async search(request: ChatRequest): Promise<CompletedText | undefined> {
    const { budget } = this.#options;
    if (!budget.maySearch()) return undefined;
    const reply = await this.#call(request, budget.leftMs);
    if (reply === undefined) budget.reach('seconds');
    return reply;
  }

  /** A call that makes the result: allowed when a bound has ended the search. Undefined when it takes too long. @throws what the model throws */
  finish(request: ChatRequest): Promise<CompletedText | undefined> {
    return this.#call(request, this.#options.budget.leftMs + GRACE_MS);
  }

  async #call(request: ChatRequest, withinMs: number): Promise<CompletedText | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const deadline = AbortSignal.timeout(Math.max(1, Math.round(withinMs)));
      try {
        return await this.#attempt(request, AbortSignal.any([deadline, this.#options.signal]));
      } catch (error) {
        if (this.#options.signal.aborted) throw new CodexGraphError('CANCELLED', 'The run was stopped.');
        if (deadline.aborted) return undefined;
        const isCutOff = CodexGraphError.isInstance(error) && error.code === 'MODEL_CUT_OFF';
        if (!isCutOff || attempt >= MOST_ATTEMPTS) throw error;
      }
    }
  }

  async #attempt(request: ChatRequest, signal: AbortSignal): Promise<CompletedText> {
    const { models, budget, recorder } = this.#options;
    const model = models.forRole(request.purpose.role);
    const call = budget.startCall();
    const startedMs = budget.elapsedMs;
    const { role, stage } = request.purpose;
    const { endpoint, model: name } = model.identity;
    recorder.tell({ kind: 'model-call-started', call, role, stage, endpoint, model: name, prompts: request.prompts });
    try {
      const reply = await completeText(model, request, {
        signal,
        onEvent(event) {
          if (event.kind === 'delta') recorder.tell({ kind: 'model-delta', call, text: event.text });
          if (event.kind === 'retry') {
            recorder.tell({ kind: 'model-retry', call, attempt: event.attempt, afterMs: event.afterMs, reason: event.reason });
          }
        },
      });
      budget.addUsage(reply.usage);
      const elapsedMs = Math.round(budget.elapsedMs - startedMs);
      recorder.tell({ kind: 'model-call-finished', call, finish: reply.finish, usage: reply.usage, elapsedMs });
      return reply;
    } catch (error) {
      const told = CodexGraphError.isInstance(error)
        ? { code: error.code, message: error.message }
        : { code: 'INTERNAL', message: 'The call of the model failed.' };
      recorder.tell({ kind: 'model-call-failed', call, ...told });
      throw error;
    }
  }
}
