import type { ApplicationStorePort, FeedbackRecord, RunRecord } from '@codexgraph/graph-model';
import { readTrace, type RunTrace, type TraceFeedback } from '@codexgraph/datasets';

const PAGE = 200;
const EVENTS_AT_ONCE = 2_000;

/** Reads the finished runs of the service about some repositories, oldest conversation last; runs without an end are passed over. */
export async function* storedTraces(
  store: ApplicationStorePort,
  repository: string,
  signal: AbortSignal,
): AsyncGenerator<RunTrace> {
  for (let after: string | undefined; ;) {
    const page = await store.conversations.list({ repository }, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { id } of page.items) {
      signal.throwIfAborted();
      yield* tracesOfConversation(store, id);
    }
    after = page.cursors.at(-1);
    if (page.items.length < PAGE || after === undefined) return;
  }
}

async function* tracesOfConversation({ runs, experiments }: ApplicationStorePort, id: string): AsyncGenerator<RunTrace> {
  const feedback = await experiments.feedbackOfConversation(id);
  for (const run of await runs.runsOfConversation(id)) {
    const trace = readTrace(await eventsOf(runs, run.id), contextOf(run, feedback));
    if (trace !== undefined) yield trace;
  }
}

async function eventsOf(runs: ApplicationStorePort['runs'], runId: string): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  for (let last = 0; ;) {
    const stored = await runs.events(runId, last, EVENTS_AT_ONCE);
    events.push(...stored.map(({ json }): unknown => JSON.parse(json)));
    const next = stored.at(-1)?.number;
    if (next === undefined) return events;
    last = next;
  }
}

function contextOf(run: RunRecord, feedback: readonly FeedbackRecord[]) {
  const { user, createdAt, conversationId, turn, seat } = run;
  return {
    user,
    createdAt,
    ...(seat === '' ? {} : { pair: `${conversationId} ${turn}` }),
    feedback: feedbackOn(run, feedback),
  };
}

/** Thumbs on this run, and votes on its question; of several people's the last one stands. */
function feedbackOn(run: RunRecord, feedback: readonly FeedbackRecord[]): TraceFeedback {
  const sorted = [...feedback].sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
  let thumb: TraceFeedback['thumb'];
  let preference: TraceFeedback['preference'];
  for (const one of sorted) {
    if (one.kind === 'thumb') thumb = one.runId === run.id ? one.thumb : thumb;
    else if (one.turn === run.turn && run.seat !== '') preference = preferenceOf(run.seat, one.preference);
  }
  return { ...(thumb === undefined ? {} : { thumb }), ...(preference === undefined ? {} : { preference }) };
}

function preferenceOf(seat: string, vote: 'a' | 'b' | 'tie' | 'neither'): NonNullable<TraceFeedback['preference']> {
  if (vote === 'tie' || vote === 'neither') return vote;
  return vote === seat ? 'won' : 'lost';
}
