import type { AgentName, RunEvent, RunResult } from '@codexgraph/chat-agent';
import {
  type ApplicationStorePort,
  CodexGraphError,
  type ConversationRecord,
  type RunRecord,
  type RunState,
} from '@codexgraph/graph-model';
import type { AgentTask, ConversationTurn } from '@codexgraph/llm';
import { setTimeout as pause } from 'node:timers/promises';
import { errorFields, type Log } from '../logging/json-logger.js';
import type { AgentRunner } from './agent-runner.js';
import { earlierTurns } from './earlier-turns.js';
import { LiveRun, type RunUpdate } from './live-run.js';
import { RunEventLog } from './run-event-log.js';
import { QuestionQueue } from './question-queue.js';

/** Times and sizes of {@link AgentRuns}; milliseconds where they are times. */
export interface AgentRunSettings {
  /** Runs worked on at once. */
  readonly concurrent: number;
  /** Runs that may wait. */
  readonly waiting: number;
  /** Longest time until an event is stored. */
  readonly flushMs: number;
  /** How often this process says that its runs are alive, and looks for those that are not. */
  readonly beatMs: number;
  /** Silence after which a run counts as interrupted. */
  readonly silenceMs: number;
  /** How often followers of a run of another process look for news. */
  readonly pollMs: number;
  /** How long a shutdown waits for runs to end by themselves. */
  readonly drainMs: number;
}

/** Defaults for a service of one machine. */
export const RUN_SETTINGS: AgentRunSettings = {
  concurrent: 4,
  waiting: 1000,
  flushMs: 300,
  beatMs: 3_000,
  silenceMs: 20_000,
  pollMs: 500,
  drainMs: 10_000,
};

/** What {@link AgentRuns} is composed of. */
export interface AgentRunParts {
  readonly store: ApplicationStorePort;
  readonly runner: AgentRunner;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings?: Partial<AgentRunSettings>;
}

/** A checked question for a conversation that exists. */
export interface Question {
  readonly text: string;
  readonly task: AgentTask;
  readonly filePath?: string;
}

const PART_EVENTS = 200;

/**
 * Works on questions: queues them, runs agents, stores every event as it happens, and lets any number of followers read along. Runs of processes that died
 * are marked as interrupted by those that live.
 */
export class AgentRuns {
  private readonly live = new Map<string, LiveRun>();
  private readonly queue: QuestionQueue;
  private readonly settings: AgentRunSettings;
  private readonly beat: NodeJS.Timeout;
  private readonly waitingStarts = new Map<string, () => Promise<void>>();

  constructor(private readonly parts: AgentRunParts) {
    this.settings = { ...RUN_SETTINGS, ...parts.settings };
    this.queue = new QuestionQueue(this.settings);
    this.beat = setInterval(() => void this.keepAlive(), this.settings.beatMs).unref();
    void this.keepAlive();
  }

  /** Queues a question for the agents of its conversation. @throws LIMIT_EXCEEDED, NOT_FOUND, and errors of the store. */
  async ask(conversation: ConversationRecord, question: Question): Promise<readonly RunRecord[]> {
    const agents: readonly AgentName[] = conversation.mode === 'both' ? ['general', 'chat'] : [conversation.mode];
    this.queue.assertRoom(agents.length);
    const earlier = await this.parts.store.runs.runsOfConversation(conversation.id);
    const turn = 1 + Math.max(conversation.turns, ...earlier.map((run) => run.turn));
    const runs: RunRecord[] = [];
    for (const { agent, seat } of seatsOf(agents, this.parts.newId())) {
      const run = await this.parts.store.runs.create({
        id: this.parts.newId(),
        conversationId: conversation.id,
        turn,
        seat,
        agent,
        task: question.task,
        repository: conversation.repository,
        question: question.text,
        ...(question.filePath === undefined ? {} : { filePath: question.filePath }),
        user: conversation.user,
        experiment: conversation.experiment,
        createdAt: this.parts.now().toISOString(),
      });
      this.enqueue(run, earlierTurns(earlier, agent));
      runs.push(run);
    }
    return runs;
  }

  /** Stops a run wherever it is worked on. Undefined when there is no such run; one that has ended stays as it is. */
  async stop(id: string): Promise<RunRecord | undefined> {
    const live = this.live.get(id);
    const start = this.waitingStarts.get(id);
    const wasWaiting = start !== undefined && this.queue.remove(start);
    const changed = await this.parts.store.runs.change(id, { state: 'stopped', finishedAt: this.parts.now().toISOString() });
    if (live !== undefined && live.isAlive) {
      if (wasWaiting) this.end(live, 'stopped');
      else live.controller.abort(stopped());
    }
    return changed;
  }

  /** 1-based place of a run that waits in this process. */
  placeInQueue(id: string): number | undefined {
    return this.live.get(id)?.queuePlace;
  }

  /** Events after a number, then what happens, until the run has ended. @throws NOT_FOUND when there is no such run. */
  async *follow(id: string, after: number): AsyncGenerator<RunUpdate, void, void> {
    const live = this.live.get(id);
    if (live === undefined) yield* this.followStored(id, after);
    else yield* live.follow(after);
  }

  /** Waits for runs to end, then interrupts them. Questions that wait are marked as interrupted, too. */
  async close(): Promise<void> {
    clearInterval(this.beat);
    this.queue.close();
    const deadline = Date.now() + this.settings.drainMs;
    while (this.runningIds().length > 0 && Date.now() < deadline) await pause(50);
    const rest = [...this.live.values()].filter((run) => run.isAlive);
    const finishedAt = this.parts.now().toISOString();
    for (const run of rest) {
      await this.parts.store.runs.change(run.id, { state: 'interrupted', finishedAt }).catch(() => undefined);
      run.controller.abort(stopped());
      this.end(run, 'interrupted');
    }
  }

  private runningIds(): string[] {
    return [...this.live.values()].filter((run) => run.state === 'running').map((run) => run.id);
  }

  private enqueue(run: RunRecord, conversation: readonly ConversationTurn[]): void {
    const live = new LiveRun(run.id);
    this.live.set(run.id, live);
    const start = async (): Promise<void> => {
      this.waitingStarts.delete(run.id);
      await this.work(run, live, conversation);
    };
    this.waitingStarts.set(run.id, start);
    this.queue.add({
      start,
      onPlace: (place) => {
        live.move('queued', place);
      },
    });
  }

  private async work(run: RunRecord, live: LiveRun, conversation: readonly ConversationTurn[]): Promise<void> {
    live.move('running');
    const log = new RunEventLog(run.id, {
      store: this.parts.store.runs,
      flushMs: this.settings.flushMs,
      partEvents: PART_EVENTS,
      onFailure: (error) => {
        this.parts.log('error', 'The events of a run could not be stored; it is stopped.', {
          runId: run.id,
          ...errorFields(error),
        });
        live.controller.abort(error);
      },
    });
    const onEvent = (event: RunEvent): void => {
      const stored = { number: event.number, json: JSON.stringify(event) };
      log.add(stored);
      live.add(stored);
    };
    try {
      const changed = await this.parts.store.runs.change(run.id, { state: 'running' });
      if (changed?.state !== 'running') throw stopped();
      const result = await this.parts.runner.run(requestOf(run, conversation), onEvent, live.controller.signal);
      await log.flush();
      await this.finish(live, result);
    } catch (error) {
      await log.flush();
      await this.fail(live, error);
    }
  }

  private async finish(live: LiveRun, result: RunResult): Promise<void> {
    const changed = await this.parts.store.runs.change(live.id, {
      state: result.outcome,
      finishedAt: this.parts.now().toISOString(),
      revision: result.revision,
      result: JSON.stringify(result),
      figures: {
        rounds: result.rounds,
        modelCalls: result.modelCalls,
        inputTokens: result.tokens.input,
        outputTokens: result.tokens.output,
        ...(result.cost && { cost: { micros: result.cost.micros, currency: result.cost.currency } }),
        seconds: result.seconds,
      },
    });
    this.end(live, changed?.state ?? 'stopped');
  }

  private async fail(live: LiveRun, error: unknown): Promise<void> {
    const isStopped = CodexGraphError.isInstance(error) && error.code === 'CANCELLED';
    if (!isStopped) this.parts.log('error', 'A run failed.', { runId: live.id, ...errorFields(error) });
    const state: RunState = isStopped ? 'stopped' : 'failed';
    const finishedAt = this.parts.now().toISOString();
    const changed = await this.parts.store.runs.change(live.id, { state, finishedAt }).catch(() => undefined);
    this.end(live, changed?.state ?? state);
  }

  private end(live: LiveRun, state: RunState): void {
    live.move(state);
    this.live.delete(live.id);
    this.waitingStarts.delete(live.id);
  }

  private async *followStored(id: string, after: number): AsyncGenerator<RunUpdate, void, void> {
    let last = after;
    let told: RunState | undefined;
    for (;;) {
      const run = await this.parts.store.runs.run(id);
      if (run === undefined)
        throw new CodexGraphError('NOT_FOUND', `There is no run '${id}'; its conversation may have been deleted.`);
      const events = await this.parts.store.runs.events(id, last, 1000);
      for (const event of events) yield { runId: id, state: run.state, event };
      last = events.at(-1)?.number ?? last;
      if (events.length > 0) continue;
      if (told !== run.state) yield { runId: id, state: run.state };
      told = run.state;
      if (run.state !== 'queued' && run.state !== 'running') return;
      await pause(this.settings.pollMs);
    }
  }

  private async keepAlive(): Promise<void> {
    const now = this.parts.now();
    try {
      const own = [...this.live.values()].filter((run) => run.isAlive);
      const alive = new Set(
        await this.parts.store.runs.keepAlive(
          own.map((run) => run.id),
          now.toISOString(),
        ),
      );
      for (const run of own) if (!alive.has(run.id)) run.controller.abort(stopped());
      const before = new Date(now.getTime() - this.settings.silenceMs).toISOString();
      const silent = await this.parts.store.runs.interruptSilent(before, now.toISOString());
      for (const run of silent) this.parts.log('warn', 'A run was interrupted: its process ended.', { runId: run.id });
    } catch (error) {
      this.parts.log('warn', 'Runs could not be kept alive; it is tried again.', errorFields(error));
    }
  }
}

function requestOf(run: RunRecord, conversation: readonly ConversationTurn[]) {
  return {
    id: run.id,
    agent: run.agent as AgentName,
    task: run.task as AgentTask,
    repository: run.repository,
    question: run.question,
    ...(run.filePath === undefined ? {} : { filePath: run.filePath }),
    conversation,
  };
}

/** Side by side, who sits where depends on a random id, so that a seat does not tell the agent. */
function seatsOf(agents: readonly AgentName[], randomId: string): readonly { agent: AgentName; seat: '' | 'a' | 'b' }[] {
  const [first, second] = agents;
  if (first === undefined) return [];
  if (second === undefined) return [{ agent: first, seat: '' }];
  const order = (randomId.codePointAt(randomId.length - 1) ?? 0) % 2 === 0 ? [first, second] : [second, first];
  return order.map((agent, index) => ({ agent, seat: index === 0 ? 'a' : 'b' }));
}

function stopped(): CodexGraphError {
  return new CodexGraphError('CANCELLED', 'The run was stopped.');
}
