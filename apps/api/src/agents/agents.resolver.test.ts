import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';

const harness = new ApiHarness();
beforeAll(() => harness.start());
afterAll(() => harness.close());

const ASK = `mutation ($input: AskInput!) { ask(input: $input) {
  conversation { id title mode turns experiment } runs { id turn seat agent state question } } }`;
const RUN = `query ($id: ID!) { run(id: $id) {
  state agent answer value isOffline citations { qualifiedName filePath startLine } costs { modelCalls seconds cost { amount currency } } } }`;

interface Asked {
  readonly conversation: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly runs: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
}

async function ask(input: Readonly<Record<string, unknown>>): Promise<Asked> {
  const answer = await harness.query(ASK, { input });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { ask: Asked }).ask;
}

async function ended(id: string): Promise<Readonly<Record<string, unknown>>> {
  for (let round = 0; round < 200; round += 1) {
    const { data } = await harness.query(RUN, { id });
    const { run } = data as { run: Readonly<Record<string, unknown>> };
    if (run['state'] !== 'QUEUED' && run['state'] !== 'RUNNING') return run;
    await pause(10);
  }
  throw new Error('The run did not end within two seconds.');
}

it('answers a question, and the next one knows of it', async () => {
  const { conversation, runs } = await ask({
    question: '  Who calls checkout?\nQuick! ',
    repositoryName: 'shop',
    mode: 'GENERAL',
  });
  expect(conversation).toMatchObject({ title: 'Who calls checkout?', mode: 'GENERAL', turns: 1, experiment: null });
  expect(runs).toMatchObject([{ turn: 1, seat: null, agent: 'GENERAL' }]);
  expect(await ended(runs[0]?.id ?? '')).toEqual({
    state: 'ANSWERED',
    agent: 'GENERAL',
    answer: 'Who calls checkout?\nQuick! (after 0)',
    value: 2,
    isOffline: true,
    citations: [{ qualifiedName: 'cart.checkout', filePath: 'cart.py', startLine: 9 }],
    costs: { modelCalls: 2, seconds: 0.5, cost: { amount: 0.0021, currency: 'USD' } },
  });
  const next = await ask({ question: 'And who else?', conversationId: conversation.id });
  expect(next.conversation).toMatchObject({ id: conversation.id, turns: 2 });
  expect((await ended(next.runs[0]?.id ?? ''))['answer']).toBe('And who else? (after 1)');
});

it('refuses questions that are none', async () => {
  const codes = async (input: object): Promise<string | undefined> =>
    (await harness.query(ASK, { input })).errors?.[0]?.extensions.code;
  expect(await codes({ question: '   ', repositoryName: 'shop' })).toBe('BAD_INPUT');
  expect(await codes({ question: 'x'.repeat(30_000), repositoryName: 'shop' })).toBe('BAD_INPUT');
  expect(await codes({ question: 'a\u0000b', repositoryName: 'shop' })).toBe('BAD_INPUT');
  expect(await codes({ question: 'Who?' })).toBe('BAD_INPUT');
  expect(await codes({ question: 'Who?', repositoryName: 'nowhere' })).toBe('NOT_FOUND');
  expect(await codes({ question: 'Who?', conversationId: 'nothing' })).toBe('NOT_FOUND');
  expect(await codes({ question: 'Who?', repositoryName: 'shop', mode: 'PARROT' })).toBe('BAD_INPUT');
});

it('hides the agents of a side-by-side question until the vote, in runs and in events', async () => {
  const { conversation, runs } = await ask({ question: 'Who?', repositoryName: 'shop', mode: 'BOTH' });
  expect(runs.map(({ seat, agent }) => [seat, agent])).toEqual([
    ['a', null],
    ['b', null],
  ]);
  const id = runs[0]?.id ?? '';
  await ended(id);
  expect(await followed(id)).not.toMatch(/general|chat/i);
  expect((await harness.query('query ($id: ID!) { runTrace(id: $id) }', { id })).data).toEqual({ runTrace: null });
  const vote = `mutation ($id: ID!) { preferAnswer(input: { conversationId: $id, turn: 1, preference: A, comment: "shorter" }) }`;
  expect((await harness.query(vote, { id: conversation.id })).data).toEqual({ preferAnswer: true });
  const shown = await Promise.all(runs.map(async (run) => (await ended(run.id))['agent']));
  expect(shown.sort()).toEqual(['CHAT', 'GENERAL']);
  const { data } = await harness.query('query ($id: ID!) { runTrace(id: $id) }', { id });
  expect((data as { runTrace: string }).runTrace.trim().split('\n')).toHaveLength(2);
});

async function followed(runId: string): Promise<string> {
  const client = harness.socket();
  const query = 'subscription ($runId: ID!) { runUpdates(runId: $runId) { state number kind event } }';
  const seen: unknown[] = [];
  for await (const update of client.iterate({ query, variables: { runId } })) seen.push(update.data);
  await client.dispose();
  expect(seen.length).toBeGreaterThan(0);
  return JSON.stringify(seen);
}

it('goes on after the last event that was seen, and ends with the run', async () => {
  const { runs } = await ask({ question: 'Who?', repositoryName: 'shop' });
  const id = runs[0]?.id ?? '';
  await ended(id);
  const client = harness.socket();
  const query = 'subscription ($id: ID!) { runUpdates(runId: $id, after: 1) { number kind state } }';
  const seen: unknown[] = [];
  for await (const { data } of client.iterate({ query, variables: { id } })) seen.push(data?.['runUpdates']);
  await client.dispose();
  expect(seen).toEqual([
    { number: 2, kind: 'run-finished', state: 'ANSWERED' },
    { number: null, kind: null, state: 'ANSWERED' },
  ]);
});

it('stops a run, and says when there is none', async () => {
  const { runs } = await ask({ question: 'wait for me', repositoryName: 'shop' });
  const stop = 'mutation ($id: ID!) { stopRun(id: $id) { state } }';
  expect((await harness.query(stop, { id: runs[0]?.id })).data).toEqual({ stopRun: { state: 'STOPPED' } });
  expect((await harness.query(stop, { id: 'nothing' })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

it('lists, renames, exports and deletes conversations', async () => {
  const { conversation, runs } = await ask({ question: 'Where is the total?', repositoryName: 'shop', user: 'ann' });
  await ended(runs[0]?.id ?? '');
  const list =
    'query ($text: String) { conversations(user: "ann", text: $text) { nodes { id title } pageInfo { hasNextPage } } }';
  const found = { nodes: [{ id: conversation.id, title: 'Where is the total?' }], pageInfo: { hasNextPage: false } };
  expect((await harness.query(list, { text: 'TOTAL' })).data).toEqual({ conversations: found });
  const rename = 'mutation ($id: ID!) { renameConversation(id: $id, title: "Totals") { title markdown } }';
  const { data } = await harness.query(rename, { id: conversation.id });
  expect((data as { renameConversation: { markdown: string } }).renameConversation.markdown).toBe(
    '# Totals\n\n## 1. Where is the total?\n\nWhere is the total? (after 0)\n\n- `cart.checkout`, cart.py:9\n',
  );
  const remove = 'mutation ($id: ID!) { deleteConversation(id: $id) }';
  expect((await harness.query(remove, { id: conversation.id })).data).toEqual({ deleteConversation: true });
  expect((await harness.query(remove, { id: conversation.id })).data).toEqual({ deleteConversation: false });
  expect((await harness.query(RUN, { id: runs[0]?.id })).data).toEqual({ run: null });
});

it('assigns arms by an active experiment, and gives figures with intervals', async () => {
  const put = `mutation { putExperiment(input: { name: "spring", weights: { general: 1, chat: 0, both: 0 } }) { name isActive } }`;
  expect((await harness.query(put)).data).toEqual({ putExperiment: { name: 'spring', isActive: true } });
  const { conversation, runs } = await ask({ question: 'Who?', repositoryName: 'shop', user: 'bob' });
  expect(conversation).toMatchObject({ mode: 'GENERAL', experiment: 'spring' });
  await ended(runs[0]?.id ?? '');
  const rate = 'mutation ($id: ID!) { rateRun(input: { runId: $id, thumb: UP, user: "bob" }) }';
  expect((await harness.query(rate, { id: runs[0]?.id })).data).toEqual({ rateRun: true });
  const figures = `{ armFigures(experiment: "spring") { agent answered { count total share low high } thumbsUp { count } preferred { share } } }`;
  const { data } = await harness.query(figures);
  const [arm] = (data as { armFigures: readonly { answered: { low: number } }[] }).armFigures;
  expect(arm).toMatchObject({
    agent: 'GENERAL',
    answered: { count: 1, total: 1, share: 1, high: 1 },
    thumbsUp: { count: 1 },
    preferred: { share: null },
  });
  expect(arm?.answered.low).toBeCloseTo(0.2065, 3);
  const bad = `mutation { putExperiment(input: { name: "x", weights: { general: 0, chat: 0, both: 0 } }) { name } }`;
  expect((await harness.query(bad)).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect((await harness.query('mutation { deleteExperiment(name: "spring") }')).data).toEqual({ deleteExperiment: true });
});

it('tells how the models stand', async () => {
  const { data } = await harness.query('{ modelEndpoints { name model roles status latency lastError checkedAt } }');
  expect(data).toEqual({
    modelEndpoints: [
      { name: 'offline', model: 'planner', roles: ['agent'], status: 'UP', latency: null, lastError: null, checkedAt: null },
    ],
  });
});

it('keeps the conversations of a deleted repository, and refuses to go on in them', async () => {
  const { conversation, runs } = await ask({ question: 'Who calls checkout?', repositoryName: 'shop', user: 'eve' });
  await ended(runs[0]?.id ?? '');
  const repositories = vi.spyOn(harness.graph, 'repositories').mockResolvedValue([]);
  const goOn = await harness.query(ASK, { input: { question: 'And its tests?', conversationId: conversation.id } });
  expect(goOn.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect(goOn.errors?.[0]?.message).toContain("There is no repository 'shop'");
  const { data } = await harness.query(RUN, { id: runs[0]?.id });
  expect(data).toMatchObject({ run: { state: 'ANSWERED', answer: 'Who calls checkout? (after 0)' } });
  const kept = await harness.query('query ($id: ID!) { conversation(id: $id) { title markdown } }', { id: conversation.id });
  expect(kept.data).toMatchObject({ conversation: { title: 'Who calls checkout?' } });
  // Indexed again, it goes on where it was.
  repositories.mockRestore();
  const { conversation: again } = await ask({ question: 'And its tests?', conversationId: conversation.id });
  expect(again).toMatchObject({ id: conversation.id, turns: 2 });
});
