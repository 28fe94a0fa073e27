import {
  CodexGraphError,
  RUN_STATES,
  type ApplicationStorePort,
  type ArmFigures,
  type ConversationRecord,
  type ConversationStorePort,
  type ExperimentRecord,
  type ExperimentStorePort,
  type FeedbackRecord,
  type FigureFilter,
  type RunRecord,
  type RunState,
  type RunStorePort,
  type StoredRunEvent,
  type WatchRecord,
  type WatchStorePort,
} from '@codexgraph/graph-model';
import { checkBound, decodeCursor, encodeCursor, pageOf } from '../reading/page-cursor.js';

const ALIVE: readonly RunState[] = ['queued', 'running'];
const FINAL = RUN_STATES.filter((state) => !ALIVE.includes(state));

interface Tables {
  readonly conversations: Map<string, ConversationRecord>;
  readonly runs: Map<string, RunRecord>;
  readonly aliveAt: Map<string, string>;
  readonly events: Map<string, StoredRunEvent[]>;
  readonly feedback: Map<string, FeedbackRecord>;
  readonly experiments: Map<string, ExperimentRecord>;
  readonly watches: Map<string, WatchRecord>;
}

/** {@link ApplicationStorePort} in memory; keeps the same contract as the one on Neo4j. */
export function createInMemoryApplicationStore(): ApplicationStorePort {
  const tables: Tables = {
    conversations: new Map(),
    runs: new Map(),
    aliveAt: new Map(),
    events: new Map(),
    feedback: new Map(),
    experiments: new Map(),
    watches: new Map(),
  };
  return {
    conversations: conversationStore(tables),
    runs: runStore(tables),
    experiments: experimentStore(tables),
    watches: watchStore(tables),
  };
}

function watchStore({ watches }: Tables): WatchStorePort {
  return {
    putWatch(watch) {
      const kept = watches.get(watch.repository) ?? watch;
      watches.set(watch.repository, kept);
      return Promise.resolve(kept);
    },
    deleteWatch: (repository) => Promise.resolve(watches.delete(repository)),
    watches: () => Promise.resolve([...watches.values()].sort((a, b) => (a.repository < b.repository ? -1 : 1))),
  };
}

function conversationStore(tables: Tables): ConversationStorePort {
  return {
    async create(conversation) {
      checkBound('title.length', conversation.title.length, { least: 1, most: 200 });
      if (tables.conversations.has(conversation.id)) throw taken(conversation.id);
      const record = { ...conversation, turns: 0, updatedAt: conversation.createdAt };
      tables.conversations.set(record.id, record);
      return Promise.resolve(record);
    },
    conversation: (id) => Promise.resolve(tables.conversations.get(id)),
    list(filter, request) {
      const [beforeTime, beforeId] = decodeCursor<readonly [string, string]>('conversations', request.after, ['~', '']);
      const text = filter.text?.toLowerCase();
      const found = [...tables.conversations.values()]
        .filter((item) => filter.user === undefined || item.user === filter.user)
        .filter((item) => filter.repository === undefined || item.repository === filter.repository)
        .filter((item) => text === undefined || mentions(tables, item, text))
        .filter(({ id, updatedAt }) => updatedAt < beforeTime || (updatedAt === beforeTime && id < beforeId))
        .sort((left, right) => (left.updatedAt + left.id < right.updatedAt + right.id ? 1 : -1));
      const page = pageOf(found.slice(0, request.limit + 1), request.limit, ({ updatedAt, id }) =>
        encodeCursor('conversations', [updatedAt, id]),
      );
      return Promise.resolve(page);
    },
    rename(id, title) {
      const known = tables.conversations.get(id);
      if (known === undefined) return Promise.resolve(undefined);
      const renamed = { ...known, title };
      tables.conversations.set(id, renamed);
      return Promise.resolve(renamed);
    },
    delete(id) {
      for (const run of runsOf(tables, id)) {
        tables.runs.delete(run.id);
        tables.events.delete(run.id);
      }
      for (const [key, { conversationId }] of tables.feedback) if (conversationId === id) tables.feedback.delete(key);
      return Promise.resolve(tables.conversations.delete(id));
    },
  };
}

function runStore(tables: Tables): RunStorePort {
  return {
    async create(run) {
      const conversation = tables.conversations.get(run.conversationId);
      if (conversation === undefined) throw missing(`conversation '${run.conversationId}'`);
      if (tables.runs.has(run.id)) throw taken(run.id);
      const record: RunRecord = { ...run, state: 'queued' };
      tables.runs.set(run.id, record);
      tables.aliveAt.set(run.id, run.createdAt);
      const updatedAt = conversation.updatedAt < run.createdAt ? run.createdAt : conversation.updatedAt;
      tables.conversations.set(conversation.id, { ...conversation, updatedAt, turns: Math.max(conversation.turns, run.turn) });
      return Promise.resolve(record);
    },
    run: (id) => Promise.resolve(tables.runs.get(id)),
    runsOfConversation: (id) => Promise.resolve(runsOf(tables, id)),
    change(id, change) {
      const run = tables.runs.get(id);
      if (run === undefined || !ALIVE.includes(run.state)) return Promise.resolve(run);
      const changed = { ...run, ...change };
      tables.runs.set(id, changed);
      return Promise.resolve(changed);
    },
    async appendEvents(runId, events) {
      const [first, last] = [events[0]?.number ?? 0, events.at(-1)?.number ?? 0];
      if (last - first + 1 !== events.length)
        throw new CodexGraphError('BAD_INPUT', 'Events of a run have a gap; add them in order.');
      if (!tables.runs.has(runId)) throw missing(`run '${runId}'`);
      const kept = (tables.events.get(runId) ?? []).filter((event) => event.number < first || event.number > last);
      tables.events.set(
        runId,
        [...kept, ...events].sort((left, right) => left.number - right.number),
      );
      return Promise.resolve();
    },
    events(runId, after, limit) {
      const events = (tables.events.get(runId) ?? []).filter((event) => event.number > after);
      return Promise.resolve(events.slice(0, limit));
    },
    keepAlive(ids, at) {
      const alive = ids.filter((id) => ALIVE.includes(tables.runs.get(id)?.state ?? 'failed'));
      for (const id of alive) tables.aliveAt.set(id, at);
      return Promise.resolve(alive);
    },
    interruptSilent(before, now) {
      const silent = [...tables.runs.values()].filter(
        ({ id, state }) => ALIVE.includes(state) && (tables.aliveAt.get(id) ?? '') < before,
      );
      const ended = silent.map((run): RunRecord => ({ ...run, state: 'interrupted', finishedAt: now }));
      for (const run of ended) tables.runs.set(run.id, run);
      return Promise.resolve(ended);
    },
  };
}

function experimentStore(tables: Tables): ExperimentStorePort {
  return {
    async giveFeedback(feedback) {
      const runs = runsOf(tables, feedback.conversationId).filter(({ turn }) => turn === feedback.turn);
      const runId = feedback.kind === 'thumb' ? feedback.runId : '';
      if (runs.length === 0 || (runId !== '' && runs.every(({ id }) => id !== runId))) throw missing('such answer');
      const { conversationId, turn, user, kind } = feedback;
      tables.feedback.set(JSON.stringify([conversationId, turn, user, kind, runId]), feedback);
      return Promise.resolve();
    },
    feedbackOfConversation(id) {
      const own = [...tables.feedback.values()].filter(({ conversationId }) => conversationId === id);
      return Promise.resolve(own.sort((left, right) => left.turn - right.turn || (left.user < right.user ? -1 : 1)));
    },
    putExperiment(experiment) {
      tables.experiments.set(experiment.name, experiment);
      return Promise.resolve();
    },
    experiments: () => Promise.resolve([...tables.experiments.values()].sort((left, right) => (left.name < right.name ? -1 : 1))),
    deleteExperiment: (name) => Promise.resolve(tables.experiments.delete(name)),
    armFigures: (filter) => Promise.resolve(figuresOf(tables, filter)),
  };
}

function figuresOf(tables: Tables, filter: FigureFilter): ArmFigures[] {
  const runs = [...tables.runs.values()].filter(
    (run) =>
      FINAL.includes(run.state) &&
      run.createdAt >= (filter.since ?? '') &&
      (filter.experiment === undefined || run.experiment === filter.experiment) &&
      (filter.repository === undefined || run.repository === filter.repository),
  );
  const agents = [...new Set(runs.map(({ agent }) => agent))].sort();
  return agents.map((agent) => {
    const own = runs.filter((run) => run.agent === agent);
    const verdicts = own.flatMap((run) => verdictsOn(tables, run));
    const count = (state: RunState): number => own.filter((run) => run.state === state).length;
    const votes = (verdict: string): number => verdicts.filter((item) => item === verdict).length;
    const figures = own.flatMap((run) => run.figures ?? []);
    const mean = (values: readonly number[]): number =>
      values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
    const costs = figures.flatMap((item) => item.cost ?? []);
    const currencies = [...new Set(costs.map(({ currency }) => currency))];
    const [currency] = currencies;
    const seconds = figures.map((item) => item.seconds).sort((left, right) => left - right);
    return {
      agent,
      runs: own.length,
      answered: count('answered'),
      failed: count('failed'),
      interrupted: count('interrupted'),
      stopped: count('stopped'),
      thumbsUp: votes('up'),
      thumbsDown: votes('down'),
      preferred: votes('preferred'),
      notPreferred: votes('other'),
      ties: votes('tie'),
      rounds: mean(figures.map((item) => item.rounds)),
      modelCalls: mean(figures.map((item) => item.modelCalls)),
      inputTokens: mean(figures.map((item) => item.inputTokens)),
      outputTokens: mean(figures.map((item) => item.outputTokens)),
      ...(currency !== undefined &&
        currencies.length === 1 && { cost: { micros: mean(costs.map(({ micros }) => micros)), currency } }),
      secondsMedian: percentile(seconds, 0.5),
      seconds95: percentile(seconds, 0.95),
    };
  });
}

function verdictsOn(tables: Tables, run: RunRecord): string[] {
  const own = [...tables.feedback.values()].filter(
    (item) => item.conversationId === run.conversationId && item.turn === run.turn,
  );
  return own.flatMap((item) => {
    if (item.kind === 'thumb') return item.runId === run.id ? [item.thumb] : [];
    if (run.seat === '') return [];
    if (item.preference === 'tie' || item.preference === 'neither') return ['tie'];
    return [item.preference === run.seat ? 'preferred' : 'other'];
  });
}

/** Linear between neighbours, as percentileCont of Cypher. */
function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place));
}

function runsOf(tables: Tables, conversationId: string): RunRecord[] {
  const own = [...tables.runs.values()].filter((run) => run.conversationId === conversationId);
  return own.sort((left, right) => left.turn - right.turn || (left.seat + left.id < right.seat + right.id ? -1 : 1)).slice(-500);
}

function mentions(tables: Tables, conversation: ConversationRecord, text: string): boolean {
  const texts = [conversation.title, ...runsOf(tables, conversation.id).map(({ question }) => question)];
  return texts.some((item) => item.toLowerCase().includes(text));
}

function taken(id: string): CodexGraphError {
  return new CodexGraphError('CONFLICT', `The id '${id}' is taken.`);
}

function missing(what: string): CodexGraphError {
  return new CodexGraphError('NOT_FOUND', `There is no ${what}; it may have been deleted.`);
}
