import {
  CodexGraphError,
  type RunChange,
  type RunFigures,
  type RunRecord,
  type RunState,
  type RunStorePort,
  type StoredRunEvent,
} from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { run as readRun } from '../generated/read/application/run.js';
import { runEvents } from '../generated/read/application/run-events.js';
import { runsOfConversation } from '../generated/read/application/runs-of-conversation.js';
import { appendRunEvents } from '../generated/write/application/append-run-events.js';
import { changeRun } from '../generated/write/application/change-run.js';
import { createRun } from '../generated/write/application/create-run.js';
import { interruptSilentRuns } from '../generated/write/application/interrupt-silent-runs.js';
import { keepRunsAlive } from '../generated/write/application/keep-runs-alive.js';
import { checkBound } from '../reading/page-cursor.js';

const ALIVE: readonly RunState[] = ['queued', 'running'];
/** Events that the writers put into one part, roughly; the number of parts to read for a limit is estimated by it. */
const EVENTS_PER_PART = 20;

/** {@link RunStorePort} on Neo4j. */
export class RunStore implements RunStorePort {
  readonly #executor: QueryExecutor;
  readonly #ready: () => Promise<void>;

  /** `ready` makes the constraints before the first write. */
  constructor(executor: QueryExecutor, ready: () => Promise<void>) {
    this.#executor = executor;
    this.#ready = ready;
  }

  async create(run: Omit<RunRecord, 'state' | 'finishedAt' | 'revision' | 'result' | 'figures'>): Promise<RunRecord> {
    await this.#ready();
    const { conversationId, createdAt, filePath, ...rest } = run;
    const properties = {
      ...rest,
      ...(filePath === undefined ? {} : { file_path: filePath }),
      conversation: conversationId,
      state: 'queued',
      created_at: createdAt,
      alive_at: createdAt,
    };
    const [row] = await this.#executor.run(createRun, {
      conversation: conversationId,
      properties,
      turn: run.turn,
      at: createdAt,
    });
    if (row === undefined)
      throw new CodexGraphError('NOT_FOUND', `There is no conversation '${conversationId}'; it may have been deleted.`);
    return toRun(row.run);
  }

  async run(id: string): Promise<RunRecord | undefined> {
    const [row] = await this.#executor.run(readRun, { id });
    return row && toRun(row.run);
  }

  async runsOfConversation(conversationId: string): Promise<readonly RunRecord[]> {
    const rows = await this.#executor.run(runsOfConversation, { conversation: conversationId });
    return rows.map((row) => toRun(row.run)).reverse();
  }

  async change(id: string, change: RunChange): Promise<RunRecord | undefined> {
    const [row] = await this.#executor.run(changeRun, { id, alive: ALIVE, properties: changedProperties(change) });
    return row && toRun(row.run);
  }

  async appendEvents(runId: string, events: readonly StoredRunEvent[]): Promise<void> {
    checkBound('events.length', events.length, { least: 1, most: 5000 });
    const [first, last] = [events[0]?.number ?? 0, events.at(-1)?.number ?? 0];
    if (last - first + 1 !== events.length)
      throw new CodexGraphError(
        'BAD_INPUT',
        `Events ${String(first)} to ${String(last)} of a run have a gap; add them in order.`,
      );
    const lines = events.map((event) => event.json);
    const options = { retry: { attempts: 3 } };
    const [row] = await this.#executor.run(appendRunEvents, { run: runId, first, last, events: lines }, options);
    if ((row?.kept ?? 0) === 0)
      throw new CodexGraphError('NOT_FOUND', `There is no run '${runId}'; its conversation may have been deleted.`);
  }

  async events(runId: string, after: number, limit: number): Promise<readonly StoredRunEvent[]> {
    checkBound('limit', limit, { least: 1, most: 10_000 });
    const parts = Math.min(1000, Math.ceil(limit / EVENTS_PER_PART));
    const rows = await this.#executor.run(runEvents, { run: runId, after, parts });
    return rows
      .flatMap((row) => row.events.map((json, index) => ({ number: row.first + index, json })))
      .filter((event) => event.number > after);
  }

  async keepAlive(runIds: readonly string[], at: string): Promise<readonly string[]> {
    if (runIds.length === 0) return [];
    const rows = await this.#executor.run(keepRunsAlive, { ids: runIds, alive: ALIVE, at });
    return rows.map((row) => row.id);
  }

  async interruptSilent(aliveBefore: string, now: string): Promise<readonly RunRecord[]> {
    const rows = await this.#executor.run(interruptSilentRuns, { alive: ALIVE, before: aliveBefore, now });
    return rows.map((row) => toRun(row.run));
  }
}

function changedProperties(change: RunChange): Record<string, unknown> {
  const { state, finishedAt, revision, result, figures } = change;
  return {
    ...(state && { state }),
    ...(finishedAt !== undefined && { finished_at: finishedAt }),
    ...(revision !== undefined && { revision }),
    ...(result !== undefined && { result }),
    ...(figures && {
      rounds: figures.rounds,
      model_calls: figures.modelCalls,
      input_tokens: figures.inputTokens,
      output_tokens: figures.outputTokens,
      ...(figures.cost && { cost_micros: figures.cost.micros, currency: figures.cost.currency }),
      seconds: figures.seconds,
    }),
  };
}

function toRun(properties: Readonly<Record<string, unknown>>): RunRecord {
  const figures = toFigures(properties);
  return {
    id: String(properties['id']),
    conversationId: String(properties['conversation']),
    turn: Number(properties['turn']),
    seat: String(properties['seat']) as RunRecord['seat'],
    agent: String(properties['agent']),
    task: String(properties['task']),
    repository: String(properties['repository']),
    question: String(properties['question']),
    ...optional('filePath', properties['file_path']),
    user: String(properties['user']),
    experiment: String(properties['experiment']),
    state: String(properties['state']) as RunState,
    createdAt: String(properties['created_at']),
    ...optional('finishedAt', properties['finished_at']),
    ...optional('revision', properties['revision']),
    ...optional('result', properties['result']),
    ...(figures && { figures }),
  };
}

function toFigures(properties: Readonly<Record<string, unknown>>): RunFigures | undefined {
  if (properties['seconds'] === undefined) return undefined;
  return {
    rounds: Number(properties['rounds']),
    modelCalls: Number(properties['model_calls']),
    inputTokens: Number(properties['input_tokens']),
    outputTokens: Number(properties['output_tokens']),
    ...(typeof properties['currency'] === 'string' && {
      cost: { micros: Number(properties['cost_micros']), currency: properties['currency'] },
    }),
    seconds: Number(properties['seconds']),
  };
}

function optional<Key extends string>(key: Key, value: unknown): Partial<Record<Key, string>> {
  return typeof value === 'string' ? ({ [key]: value } as Partial<Record<Key, string>>) : {};
}
