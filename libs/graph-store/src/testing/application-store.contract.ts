import { randomUUID } from 'node:crypto';
import type { ApplicationStorePort, ConversationRecord, RunRecord } from '@codexgraph/graph-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure } from './contract/contract-fixture.js';

/** What a store of application data under test must give. */
export interface ApplicationStoreSubject {
  readonly open: () => Promise<{ readonly store: ApplicationStorePort; readonly close: () => Promise<void> }>;
}

const NOON = '2026-01-01T12:00:00.000Z';
const at = (second: number): string => `2026-01-01T12:00:${String(second).padStart(2, '0')}.000Z`;

/** Tests that every {@link ApplicationStorePort} passes. */
export function describeApplicationStoreContract(title: string, subject: ApplicationStoreSubject): void {
  describe(title, () => {
    let store: ApplicationStorePort;
    let close: () => Promise<void>;
    const made: string[] = [];

    beforeAll(async () => {
      ({ store, close } = await subject.open());
    });
    afterAll(async () => {
      for (const id of made) await store.conversations.delete(id);
      await close();
    });

    async function converse(change: Partial<ConversationRecord> = {}): Promise<ConversationRecord> {
      const id = randomUUID();
      made.push(id);
      const start = { id, repository: `of-${id}`, title: 'Who sends?', mode: 'both' as const, user: 'ann', experiment: '' };
      return store.conversations.create({ ...start, createdAt: NOON, ...change });
    }

    async function ask(conversation: ConversationRecord, change: Partial<RunRecord> = {}): Promise<RunRecord> {
      return store.runs.create({
        id: randomUUID(),
        conversationId: conversation.id,
        turn: 1,
        seat: '',
        agent: 'chat',
        task: 'question-answering',
        repository: conversation.repository,
        question: 'Who calls Session.send?',
        user: conversation.user,
        experiment: conversation.experiment,
        createdAt: NOON,
        ...change,
      });
    }

    it('keeps, renames, finds and deletes conversations', async () => {
      const one = await converse();
      expect(await store.conversations.conversation(one.id)).toEqual({ ...one, turns: 0, updatedAt: NOON });
      expect(await store.conversations.rename(one.id, 'Senders')).toEqual({ ...one, title: 'Senders' });
      await ask(one, { question: 'Where is the Retry policy?', createdAt: at(5) });
      const byQuestion = await store.conversations.list({ repository: one.repository, text: 'RETRY' }, { limit: 5 });
      expect(byQuestion.items).toEqual([{ ...one, title: 'Senders', turns: 1, updatedAt: at(5) }]);
      expect((await store.conversations.list({ repository: one.repository, text: 'absent' }, { limit: 5 })).items).toEqual([]);
      expect(await store.conversations.delete(one.id)).toBe(true);
      expect(await store.conversations.delete(one.id)).toBe(false);
      expect(await store.conversations.rename(one.id, 'x')).toBeUndefined();
    });

    it('refuses an id twice, an empty title, and a run of no conversation', async () => {
      const one = await converse();
      expect(await failure(converse({ id: one.id }))).toBe('CONFLICT');
      expect(await failure(converse({ title: '' }))).toBe('BAD_INPUT');
      expect(await failure(ask({ ...one, id: 'nothing' }))).toBe('NOT_FOUND');
    });

    it('lists the newest first, page by page, also where times are equal', async () => {
      const repository = `of-${randomUUID()}`;
      for (const second of [1, 3, 3, 2]) await converse({ repository, createdAt: at(second) });
      const whole = await store.conversations.list({ repository }, { limit: 10 });
      expect(whole.items.map(({ updatedAt }) => updatedAt)).toEqual([at(3), at(3), at(2), at(1)]);
      const first = await store.conversations.list({ repository }, { limit: 1 });
      const rest = await store.conversations.list({ repository }, { limit: 10, after: first.next ?? '' });
      expect([...first.items, ...rest.items]).toEqual(whole.items);
      expect((await store.conversations.list({ repository, user: 'bob' }, { limit: 10 })).items).toEqual([]);
    });

    it('ends a run once', async () => {
      const run = await ask(await converse(), { filePath: 'src/a.py' });
      expect(run).toMatchObject({ state: 'queued', filePath: 'src/a.py' });
      await store.runs.change(run.id, { state: 'running', revision: 'r1' });
      const figures = {
        rounds: 2,
        modelCalls: 3,
        inputTokens: 40,
        outputTokens: 5,
        seconds: 1.5,
        cost: { micros: 12, currency: 'EUR' },
      };
      const done = await store.runs.change(run.id, { state: 'answered', finishedAt: at(9), result: '{"id":1}', figures });
      expect(done).toEqual({ ...run, state: 'answered', revision: 'r1', finishedAt: at(9), result: '{"id":1}', figures });
      expect(await store.runs.change(run.id, { state: 'failed', result: '{}' })).toEqual(done);
      expect(await store.runs.run(run.id)).toEqual(done);
      expect(await store.runs.run('nothing')).toBeUndefined();
    });

    it('lists runs by turn and seat', async () => {
      const conversation = await converse();
      await ask(conversation, { turn: 2 });
      await ask(conversation, { turn: 1, seat: 'b' });
      await ask(conversation, { turn: 1, seat: 'a' });
      const runs = await store.runs.runsOfConversation(conversation.id);
      expect(runs.map(({ turn, seat }) => `${String(turn)}${seat}`)).toEqual(['1a', '1b', '2']);
      expect((await store.conversations.conversation(conversation.id))?.turns).toBe(2);
    });

    it('gives events from a number on, and adds the same ones once', async () => {
      const run = await ask(await converse());
      const events = [1, 2, 3, 4].map((number) => ({ number, json: JSON.stringify({ number, text: 'Grüße 你好' }) }));
      await store.runs.appendEvents(run.id, events.slice(0, 3));
      await store.runs.appendEvents(run.id, events.slice(0, 3));
      await store.runs.appendEvents(run.id, events.slice(3));
      expect(await store.runs.events(run.id, 0, 100)).toEqual(events);
      expect(await store.runs.events(run.id, 2, 100)).toEqual(events.slice(2));
      expect(await store.runs.events(run.id, 4, 100)).toEqual([]);
      expect(
        await failure(
          store.runs.appendEvents(run.id, [
            { number: 5, json: '' },
            { number: 7, json: '' },
          ]),
        ),
      ).toBe('BAD_INPUT');
      expect(await failure(store.runs.appendEvents('nothing', events))).toBe('NOT_FOUND');
    });

    it('interrupts the runs that nobody keeps alive', async () => {
      const conversation = await converse();
      const [silent, alive, over] = [await ask(conversation), await ask(conversation), await ask(conversation)];
      await store.runs.change(over.id, { state: 'answered' });
      expect(await store.runs.keepAlive([alive.id, over.id, 'deleted'], at(30))).toEqual([alive.id]);
      const interrupted = await store.runs.interruptSilent(at(20), at(40));
      expect(interrupted.filter(({ conversationId }) => conversationId === conversation.id)).toEqual([
        { ...silent, state: 'interrupted', finishedAt: at(40) },
      ]);
      expect((await store.runs.run(alive.id))?.state).toBe('queued');
      expect((await store.runs.run(over.id))?.state).toBe('answered');
    });

    it('counts runs and votes of each arm', async () => {
      const conversation = await converse({ experiment: `e-${randomUUID()}` });
      const chat = await ask(conversation, { seat: 'a' });
      const general = await ask(conversation, { seat: 'b', agent: 'general' });
      const figures = {
        rounds: 2,
        modelCalls: 3,
        inputTokens: 40,
        outputTokens: 6,
        seconds: 2,
        cost: { micros: 7, currency: 'EUR' },
      };
      await store.runs.change(chat.id, { state: 'answered', figures });
      await store.runs.change(general.id, { state: 'failed' });
      const vote = { conversationId: conversation.id, turn: 1, user: 'ann', comment: '', createdAt: NOON };
      await store.experiments.giveFeedback({ ...vote, kind: 'preference', preference: 'b' });
      await store.experiments.giveFeedback({ ...vote, kind: 'preference', preference: 'a', comment: 'shorter' });
      await store.experiments.giveFeedback({ ...vote, user: 'bob', kind: 'preference', preference: 'tie' });
      await store.experiments.giveFeedback({ ...vote, kind: 'thumb', runId: general.id, thumb: 'down' });
      const none = { interrupted: 0, stopped: 0, thumbsUp: 0, ties: 1 };
      expect(await store.experiments.armFigures({ experiment: conversation.experiment })).toEqual([
        {
          ...{ ...none, agent: 'chat', runs: 1, answered: 1, failed: 0, thumbsDown: 0, preferred: 1, notPreferred: 0 },
          ...{
            rounds: 2,
            modelCalls: 3,
            inputTokens: 40,
            outputTokens: 6,
            cost: { micros: 7, currency: 'EUR' },
            secondsMedian: 2,
            seconds95: 2,
          },
        },
        {
          ...{ ...none, agent: 'general', runs: 1, answered: 0, failed: 1, thumbsDown: 1, preferred: 0, notPreferred: 1 },
          ...{ rounds: 0, modelCalls: 0, inputTokens: 0, outputTokens: 0, secondsMedian: 0, seconds95: 0 },
        },
      ]);
      expect(await store.experiments.feedbackOfConversation(conversation.id)).toHaveLength(3);
      expect(await failure(store.experiments.giveFeedback({ ...vote, turn: 2, kind: 'preference', preference: 'a' }))).toBe(
        'NOT_FOUND',
      );
      expect(await store.experiments.armFigures({ experiment: conversation.experiment, since: at(1) })).toEqual([]);
    });

    it('keeps who is to be watched, since the first wish', async () => {
      const repository = `r-${randomUUID()}`;
      expect(await store.watches.putWatch({ repository, since: NOON })).toEqual({ repository, since: NOON });
      expect(await store.watches.putWatch({ repository, since: at(1) })).toEqual({ repository, since: NOON });
      expect((await store.watches.watches()).filter((watch) => watch.repository === repository)).toEqual([
        { repository, since: NOON },
      ]);
      expect(await store.watches.deleteWatch(repository)).toBe(true);
      expect(await store.watches.deleteWatch(repository)).toBe(false);
    });

    it('keeps experiments by name', async () => {
      const name = `e-${randomUUID()}`;
      const experiment = { name, repository: '', weights: { general: 1, chat: 2.5, both: 0 }, isActive: true, createdAt: NOON };
      await store.experiments.putExperiment({ ...experiment, isActive: false });
      await store.experiments.putExperiment(experiment);
      expect((await store.experiments.experiments()).filter((item) => item.name === name)).toEqual([experiment]);
      expect(await store.experiments.deleteExperiment(name)).toBe(true);
      expect(await store.experiments.deleteExperiment(name)).toBe(false);
    });
  });
}
