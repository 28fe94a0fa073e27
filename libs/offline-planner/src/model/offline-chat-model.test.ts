import type { ChatRequest, CypherReport, RunPurpose } from '@codexgraph/llm';
import { describe, expect, it } from 'vitest';
import type { CypherRunner } from '@codexgraph/graph-model';
import type { TopicSearcher } from '../answering/answer-by-search.js';
import { sampleDirectory } from '../testing/in-memory-symbol-directory.js';
import { SampleRunner } from '../testing/sample-runner.js';
import { OfflineChatModel } from './offline-chat-model.js';

const COMPOUND = 'who calls parse_url, and where is Session defined?';
const [get, session] = await sampleDirectory().named('sample', ['get', 'Session']);

function purpose(changes: Partial<RunPurpose> = {}): RunPurpose {
  return {
    role: 'agent',
    stage: 'round',
    protocol: 'json-action',
    task: 'question-answering',
    repository: 'sample',
    question: COMPOUND,
    conversation: [],
    reports: [],
    round: 1,
    rounds: 5,
    ...changes,
  };
}

class Model {
  readonly runner = new SampleRunner(get === undefined ? [] : [get]);
  readonly model: OfflineChatModel;

  constructor(searcher?: TopicSearcher) {
    this.model = new OfflineChatModel(this.runner as unknown as CypherRunner, searcher);
  }

  async reply(request: ChatRequest['purpose'], signal = new AbortController().signal): Promise<string> {
    let text = '';
    for await (const event of this.model.complete({ messages: [], prompts: [], purpose: request }, signal))
      if (event.kind === 'delta') text += event.text;
    return text;
  }

  /** Runs the text queries of a round as the CypherAgent does. */
  async report(textQueries: readonly string[], question: string): Promise<CypherReport> {
    const text = await this.reply({
      role: 'cypher',
      stage: 'cypher',
      repository: 'sample',
      question,
      textQueries,
      failures: [],
      conversation: [],
      attempt: 1,
    });
    const { queries } = JSON.parse(text) as {
      queries: { text_query: number; cypher: string; parameters: Record<string, string[]> }[];
    };
    const ran = queries.map(async ({ text_query: number, cypher, parameters }) => {
      const outcome = await this.runner.run({ repository: 'sample', text: cypher, parameters });
      if (outcome.kind !== 'rows') throw new TypeError('The sample answers every query with rows.');
      const query = { textQuery: number - 1, cypher: { text: cypher, parameters }, outcome: 'rows', truncated: false } as const;
      return { ...query, columns: outcome.columns, rows: outcome.rows, notices: [], problems: [], attempts: 1 };
    });
    return { textQueries, queries: await Promise.all(ran), text: '' };
  }
}

describe('OfflineChatModel', () => {
  it('asks the graph for every question of a text, in both protocols', async () => {
    const json = JSON.parse(await new Model().reply(purpose())) as { action: string; action_input: string[] };
    expect(json.action).toBe('TEXT_QUERIES');
    expect(json.action_input).toEqual(['callers of `parse_url`', 'unresolved call sites of `parse_url`', '`Session`']);
    const markers = await new Model().reply(purpose({ protocol: 'markers' }));
    expect(markers).toContain('[start_of_code_search]\n### Text Query 1\ncallers of `parse_url`');
    expect(markers).toContain('### Text Query 3\n`Session`\n[end_of_code_search]');
  });

  it('ends the search when the rows are there, and answers with references', async () => {
    const model = new Model();
    const { action_input: textQueries } = JSON.parse(await model.reply(purpose())) as { action_input: string[] };
    const reports = [await model.report(textQueries, COMPOUND)];
    const end = JSON.parse(await model.reply(purpose({ round: 2, reports }))) as { action: string };
    expect(end.action).toBe('ANSWER_QUESTION');
    const answer = await model.reply(purpose({ stage: 'answer', reports }));
    expect(answer).toContain('**1. who calls parse_url**');
    expect(answer).toContain('**2. where is Session defined?**');
    expect(answer).toContain(`[start_of_references]\n{"id":"${get?.id ?? ''}"}\n[end_of_references]`);
  });

  it('plans a question once a run, and again in the next run', async () => {
    const model = new Model();
    const question = 'who calls parse_url?';
    const run = async (): Promise<void> => {
      const { action_input: textQueries } = JSON.parse(await model.reply(purpose({ question }))) as { action_input: string[] };
      const reports = [await model.report(textQueries, question)];
      await model.reply(purpose({ question, round: 2, reports }));
      await model.reply(purpose({ question, stage: 'answer', reports }));
    };
    await run();
    expect(model.runner.lookups).toBe(1);
    await run();
    expect(model.runner.lookups).toBe(2);
  });

  it('says what could not be found, without asking for rows', async () => {
    const answer = await new Model().reply(purpose({ question: 'who calls frobnicate_all?', stage: 'answer' }));
    expect(answer).toContain('There is no symbol or file named `frobnicate_all`');
    expect(answer).toMatch(/\[start_of_references\]\n\[end_of_references\]$/);
  });

  it('leaves topics to the search, where there is one', async () => {
    const question = 'how are retries handled?';
    expect(await new Model().reply(purpose({ question, stage: 'answer' }))).toContain('I do not understand this question');
    const topics: string[] = [];
    const searcher: TopicSearcher = {
      search: ({ topic, onNote }) => {
        topics.push(topic);
        onNote?.('The search index is being built.');
        return Promise.resolve(session === undefined ? [] : [{ entry: session, reason: 'its description' }]);
      },
    };
    const answer = await new Model(searcher).reply(purpose({ question, stage: 'answer' }));
    expect(topics).toEqual(['retries handled']);
    expect(answer).toContain('By search');
    expect(answer).toContain('\nThe search index is being built.\n');
    expect(answer).toContain(`{"id":"${session?.id ?? ''}"}`);
  });

  it('refuses tasks that need a model, and stops when it is stopped', async () => {
    const text = await new Model().reply(purpose({ task: 'new-code', stage: 'code' }));
    expect(text).toContain('No language model is configured');
    const controller = new AbortController();
    controller.abort();
    await expect(new Model().reply(purpose(), controller.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
