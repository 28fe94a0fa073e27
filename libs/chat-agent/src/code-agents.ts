import { CypherAgent, GraphNameLookup, type CypherAgentLimits, type TextQueryShapes } from '@codexgraph/cypher-agent';
import { CodexGraphError, type CypherRunner, type FileReaderPort, type SymbolReaderPort } from '@codexgraph/graph-model';
import type { AgentTask, ChatModels, ConversationTurn, PromptCatalog, QuotedFile } from '@codexgraph/llm';
import { searchInRounds } from './agent-loop.js';
import { finalAnswer, type FinalAnswer } from './answering/final-answer.js';
import { finalCode, type FinalCode } from './code/final-code.js';
import type { SyntaxCheckerPort } from './code/syntax-checker.port.js';
import { checkQuestion } from './check-question.js';
import { JSON_ACTION_PROTOCOL } from './protocols/json-action.js';
import { MARKER_PROTOCOL } from './protocols/markers.js';
import type { ReplyProtocol } from './protocols/reply-protocol.js';
import type { AgentName, RunEventListener, RunLimits, RunOutcome, RunResult } from './run-events.js';
import { rememberedTurns } from './running/conversation-memory.js';
import { readFileInput } from './running/file-input.js';
import type { MessageBudget } from './running/fit-messages.js';
import { ModelCalls } from './running/model-calls.js';
import { DEFAULT_RUN_LIMITS, limitSentence, RunBudget } from './running/run-budget.js';
import type { RunContext, SearchResult } from './running/run-context.js';
import { RunRecorder } from './running/run-recorder.js';
import { RunSearch, type CodeFinder } from './running/run-search.js';
import { AGENT_TASKS, taskNamed, type TaskDefinition } from './tasks.js';

/** What the agents are made of. */
export interface CodeAgentsOptions {
  readonly models: ChatModels;
  readonly runner: CypherRunner;
  readonly symbols: SymbolReaderPort;
  readonly files: FileReaderPort;
  /** From {@link loadAgentPrompts}. */
  readonly prompts: PromptCatalog;
  /** Published revision of a repository; undefined when there is none of that name. */
  readonly revisionOf: (repository: string) => Promise<string | undefined>;
  /** Absent: code is not parsed. */
  readonly syntax?: SyntaxCheckerPort;
  /** Finds code for models by words and meaning; absent, and for the built-in planner: nothing is searched for. */
  readonly finder?: CodeFinder;
  /** Absent: every text query goes to the model. */
  readonly shapes?: TextQueryShapes;
  readonly nowMs: () => number;
  readonly limits?: Partial<RunLimits>;
  readonly cypherLimits?: Partial<CypherAgentLimits>;
}

/** One question for one agent. */
export interface AgentRequest {
  /** Unique; events and queries carry it. */
  readonly id: string;
  readonly agent: AgentName;
  /** One of {@link AGENT_TASKS}. */
  readonly task: AgentTask;
  readonly repository: string;
  readonly question: string;
  /** File of the repository that the question is about, relative to its root; `path:10-20` for some lines of it. */
  readonly filePath?: string;
  /** Oldest first. */
  readonly conversation?: readonly ConversationTurn[];
  readonly limits?: Partial<RunLimits>;
}

const PROTOCOLS: Readonly<Record<AgentName, ReplyProtocol>> = { general: JSON_ACTION_PROTOCOL, chat: MARKER_PROTOCOL };
const DEFAULT_CONTEXT_TOKENS = 32_000;
/** Kept free for the reply. */
const REPLY_SHARE = 0.25;
const MEMORY_SHARE = 0.15;
const REINDEXED = '_The repository was indexed anew during this run; parts of the answer may speak of the revision before._';

/**
 * The General and the Chat agent over one set of models and one graph. Any number of runs at a time; a run keeps nothing behind.
 *
 * @example
 * const result = await agents.run({ id, agent: 'chat', task: 'question-answering', repository: 'demo', question }, onEvent, signal);
 */
export class CodeAgents {
  readonly #options: CodeAgentsOptions;
  readonly #cypher: CypherAgent;

  constructor(options: CodeAgentsOptions) {
    this.#options = options;
    const { runner, prompts, shapes, cypherLimits, models } = options;
    this.#cypher = new CypherAgent({
      runner,
      names: new GraphNameLookup(runner),
      prompts,
      countTokens: (text) => models.forRole('agent').countTokens(text),
      ...(shapes === undefined ? {} : { shapes }),
      ...(cypherLimits === undefined ? {} : { limits: cypherLimits }),
    });
  }

  /** Runs one question to its end. Whatever goes wrong is a result with the outcome `failed` or `stopped`, and the last event. */
  async run(request: AgentRequest, onEvent: RunEventListener, signal: AbortSignal): Promise<RunResult> {
    const { nowMs, limits } = this.#options;
    const budget = new RunBudget({ ...DEFAULT_RUN_LIMITS, ...limits, ...request.limits }, nowMs);
    const recorder = new RunRecorder(request.id, { elapsedMs: () => budget.elapsedMs, listener: onEvent });
    const run = new OneRun({ ...this.#options, cypher: this.#cypher }, { request, budget, recorder, signal });
    const result = await run.result();
    recorder.tell({ kind: 'run-finished', result });
    return result;
  }
}

interface RunParts {
  readonly request: AgentRequest;
  readonly budget: RunBudget;
  readonly recorder: RunRecorder;
  readonly signal: AbortSignal;
}

class OneRun {
  readonly #options: CodeAgentsOptions & { readonly cypher: CypherAgent };
  readonly #parts: RunParts;
  readonly #protocol: ReplyProtocol;
  #revision = '';
  #hasQueried = false;
  #wasReindexed = false;
  #rounds = 0;

  constructor(options: CodeAgentsOptions & { readonly cypher: CypherAgent }, parts: RunParts) {
    this.#options = options;
    this.#parts = parts;
    this.#protocol = PROTOCOLS[parts.request.agent];
  }

  async result(): Promise<RunResult> {
    try {
      const context = await this.#start();
      const search = await searchInRounds(context);
      this.#rounds = search.rounds;
      return await this.#finish(context, search);
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #start(): Promise<RunContext> {
    const { request, budget, recorder, signal } = this.#parts;
    const { models, revisionOf, prompts, symbols, files, syntax, cypher, finder } = this.#options;
    const { task, question, protocol } = checkedRequest(request);
    const revision = await revisionOf(request.repository);
    if (revision === undefined) {
      throw new CodexGraphError(
        'NOT_FOUND',
        `There is no repository "${request.repository}". Index it first, or list the repositories.`,
      );
    }
    this.#revision = revision;
    const model = models.forRole('agent');
    const messages = messageBudget(model.identity.contextTokens, (text) => model.countTokens(text));
    const conversation = rememberedTurns(request.conversation ?? [], { ...messages, tokens: messages.tokens * MEMORY_SHARE });
    recorder.tell({
      kind: 'run-started',
      agent: request.agent,
      protocol: protocol.name,
      task: task.name,
      repository: request.repository,
      revision,
      question,
      ...(request.filePath === undefined ? {} : { filePath: request.filePath }),
      model: model.identity,
      limits: budget.limits,
      conversationTurns: conversation.length,
    });
    const file = await this.#readFile();
    return {
      runId: request.id,
      repository: request.repository,
      question,
      task,
      protocol,
      conversation,
      ...(file === undefined ? {} : { file }),
      signal,
      budget,
      recorder,
      calls: new ModelCalls({ models, budget, recorder, signal, countTokens: messages.countTokens }),
      cypher,
      search: new RunSearch(model.identity.offline ? undefined : finder, {
        repository: request.repository,
        signal,
        recorder,
      }),
      prompts,
      symbols,
      files,
      ...(syntax === undefined ? {} : { syntax }),
      messages,
      onRevision: (read) => this.#noteRevision(read),
    };
  }

  /** The first query decides; a later revision is told with the answer. */
  #noteRevision(revision: string): void {
    if (this.#hasQueried && revision !== this.#revision) this.#wasReindexed = true;
    if (!this.#hasQueried) this.#revision = revision;
    this.#hasQueried = true;
  }

  async #readFile(): Promise<QuotedFile | undefined> {
    const { request, recorder } = this.#parts;
    if (request.filePath === undefined || request.filePath.trim() === '') return undefined;
    const file = await readFileInput(this.#options.files, request.repository, request.filePath);
    const { filePath, startLine, endLine, totalLines } = file;
    recorder.tell({ kind: 'file-read', filePath, startLine, endLine, totalLines });
    return file;
  }

  async #finish(context: RunContext, search: SearchResult): Promise<RunResult> {
    const made: FinalAnswer | FinalCode | undefined =
      context.task.stage === 'answer' ? await finalAnswer(context, search) : await finalCode(context, search);
    if (made === undefined) {
      throw new CodexGraphError(
        'LIMIT_EXCEEDED',
        `The model did not finish its answer in time. ${limitSentence('seconds', context.budget.limits)}`,
      );
    }
    const result = 'citations' in made ? this.#answered(made) : this.#coded(made);
    const notes = context.search.notes.map((note) => `_${note}_`);
    return { ...result, answerText: [result.answerText, ...notes].join('\n\n') };
  }

  #answered({ text, value, citations, removed }: FinalAnswer): RunResult {
    const empty = text.trim() === '';
    const base = this.#result(
      empty ? 'failed' : 'answered',
      empty ? 'The model gave an empty answer. Ask again, or try another model.' : text,
    );
    const answerText = this.#wasReindexed ? `${base.answerText}\n\n${REINDEXED}` : base.answerText;
    return { ...base, answerText, ...(value === undefined ? {} : { value }), citations, removedCitations: removed };
  }

  #coded({ text, code }: FinalCode): RunResult {
    if (code === undefined)
      return {
        ...this.#result('failed', text),
        error: { code: 'MODEL_FAILED', message: 'The model wrote no change that can be applied.' },
      };
    return { ...this.#result('answered', text), code };
  }

  #failed(error: unknown): RunResult {
    if (this.#parts.signal.aborted) return this.#result('stopped', 'The run was stopped.');
    const known = CodexGraphError.isInstance(error)
      ? { code: error.code, message: error.message }
      : { code: 'INTERNAL', message: 'Something went wrong inside the run. The log has the reason.' };
    return { ...this.#result('failed', known.message), error: known };
  }

  #result(outcome: RunOutcome, answerText: string): RunResult {
    const { request, budget } = this.#parts;
    const { reached, cost } = budget;
    return {
      id: request.id,
      outcome,
      repository: request.repository,
      revision: this.#revision,
      agent: request.agent,
      task: request.task,
      model: this.#options.models.forRole('agent').identity,
      answerText,
      citations: [],
      removedCitations: [],
      rounds: this.#rounds,
      modelCalls: budget.modelCalls,
      tokens: budget.tokens,
      ...(cost === undefined ? {} : { cost }),
      seconds: Math.round(budget.elapsedMs) / 1000,
      ...(reached === undefined ? {} : { limit: reached }),
    };
  }
}

function checkedRequest(request: AgentRequest): {
  readonly task: TaskDefinition;
  readonly question: string;
  readonly protocol: ReplyProtocol;
} {
  const task = taskNamed(request.task);
  const protocol = PROTOCOLS[request.agent] as ReplyProtocol | undefined;
  if (protocol === undefined) {
    throw new CodexGraphError(
      'BAD_INPUT',
      `There is no agent "${request.agent}". The agents are ${Object.keys(PROTOCOLS).join(' and ')}.`,
    );
  }
  if (task === undefined) {
    throw new CodexGraphError('BAD_INPUT', `There is no task "${request.task}". The tasks are ${AGENT_TASKS.join(', ')}.`);
  }
  return { task, question: checkQuestion(request.question), protocol };
}

function messageBudget(contextTokens: number | undefined, countTokens: (text: string) => number): MessageBudget {
  return { tokens: Math.floor((contextTokens ?? DEFAULT_CONTEXT_TOKENS) * (1 - REPLY_SHARE)), countTokens };
}
