import { CodexGraphError } from '@codexgraph/graph-model';
import {
  completeText,
  costOf,
  type ChatMessage,
  type ChatModel,
  type ChatModels,
  type ChatRequest,
  type CompletedText,
  type TokenUsage,
} from '@codexgraph/llm';
import { fitMessages } from './fit-messages.js';
import type { RunBudget } from './run-budget.js';
import type { RunRecorder } from './run-recorder.js';

/** What the calls of a run need. */
export interface ModelCallsOptions {
  readonly models: ChatModels;
  readonly budget: RunBudget;
  readonly recorder: RunRecorder;
  readonly signal: AbortSignal;
  readonly countTokens: (text: string) => number;
}

/** The call that makes the answer may go on for so long after the bound of seconds. */
const GRACE_MS = 30_000;
/** A reply that broke off is asked for once more, and so is one to messages that were too long, with shorter ones. */
const MOST_ATTEMPTS = 2;
/** Of what was too long; the model's tokens may be twice as many as those that were counted. */
const SHORTER_SHARE = 0.5;

/** Calls models for one run: within its bounds, as events, stopped with it. */
export class ModelCalls {
  readonly #options: ModelCallsOptions;
  /** Tokens of messages that an endpoint was found to take, by its name; later calls keep to it. */
  readonly #mostTokens = new Map<string, number>();

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
        if (attempt >= MOST_ATTEMPTS || !this.#mayAskAgain(error, request)) throw error;
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
    const sent = { ...request, messages: this.#fitted(request.messages, endpoint) };
    let streamed = '';
    recorder.tell({ kind: 'model-call-started', call, role, stage, endpoint, model: name, prompts: request.prompts });
    try {
      const reply = await completeText(model, sent, {
        signal,
        onEvent(event) {
          if (event.kind === 'delta') {
            streamed += event.text;
            recorder.tell({ kind: 'model-delta', call, text: event.text });
          }
          if (event.kind === 'retry') {
            recorder.tell({ kind: 'model-retry', call, attempt: event.attempt, afterMs: event.afterMs, reason: event.reason });
          }
        },
      });
      const elapsedMs = Math.round(budget.elapsedMs - startedMs);
      const spent = this.#spend(reply.usage, model);
      recorder.tell({ kind: 'model-call-finished', call, finish: reply.finish, usage: reply.usage, ...spent, elapsedMs });
      return reply;
    } catch (error) {
      const told = CodexGraphError.isInstance(error)
        ? { code: error.code, message: error.message }
        : { code: 'INTERNAL', message: 'The call of the model failed.' };
      recorder.tell({ kind: 'model-call-failed', call, ...told });
      // What had come was paid for, although nobody said how much it was.
      if (streamed !== '') this.#spend({ ...this.#counted(sent.messages, streamed), estimated: true }, model);
      throw error;
    }
  }

  #spend(usage: TokenUsage, { price }: ChatModel) {
    const cost = price === undefined ? undefined : costOf(usage, price);
    this.#options.budget.addUsage(usage, cost);
    return cost === undefined ? {} : { cost };
  }

  /** True when the call may be made once more; after messages that were too long, shorter ones are sent from now on. */
  #mayAskAgain(error: unknown, { messages, purpose }: ChatRequest): boolean {
    if (!CodexGraphError.isInstance(error)) return false;
    if (error.code === 'MODEL_CUT_OFF') return true;
    if (error.code !== 'MODEL_CONTEXT_TOO_LONG') return false;
    const { endpoint } = this.#options.models.forRole(purpose.role).identity;
    const { inputTokens } = this.#counted(this.#fitted(messages, endpoint), '');
    this.#mostTokens.set(endpoint, Math.floor(inputTokens * SHORTER_SHARE));
    return true;
  }

  #fitted(messages: readonly ChatMessage[], endpoint: string): readonly ChatMessage[] {
    const tokens = this.#mostTokens.get(endpoint);
    return tokens === undefined ? messages : fitMessages(messages, { tokens, countTokens: this.#options.countTokens });
  }

  #counted(messages: readonly ChatMessage[], reply: string): Pick<TokenUsage, 'inputTokens' | 'outputTokens'> {
    const { countTokens } = this.#options;
    const inputTokens = messages.reduce((sum, { content }) => sum + countTokens(content), 0);
    return { inputTokens, outputTokens: countTokens(reply) };
  }
}
