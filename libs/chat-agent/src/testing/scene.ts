import type { CypherOutcome, CypherRequest, CypherRunner, CypherValue } from '@codexgraph/graph-model';
import { inputOf, InMemoryGraphStore, SAMPLE_GRAPH, type GraphRows } from '@codexgraph/graph-store/testing';
import { ESTIMATED_TOKENS, oneChatModel, OpenAiCompatibleModel, type ChatModel, type ModelEndpoint } from '@codexgraph/llm';
import { startScriptedModelServer, type ScriptedCall, type ScriptInput } from '@codexgraph/llm/scripted-server';
import { CodeAgents, type AgentRequest, type CodeAgentsOptions } from '../code-agents.js';
import { loadAgentPrompts } from '../prompts/agent-prompts.js';
import type { RunEvent, RunResult } from '../run-events.js';

/** Answers of the fake graph: the first whose text the query holds. */
export type FakeRows = readonly (readonly [text: string, rows: readonly (readonly CypherValue[])[]])[];

/** What a test wants to be there. */
export interface Scene {
  readonly script: ScriptInput;
  readonly graph?: GraphRows;
  readonly rows?: FakeRows;
  readonly request?: Partial<AgentRequest>;
  readonly options?: Partial<CodeAgentsOptions>;
  readonly endpoint?: Partial<ModelEndpoint>;
  readonly signal?: AbortSignal;
  /** Replaces the server. */
  readonly model?: (model: ChatModel) => ChatModel;
}

/** A run that has ended. */
export interface PlayedScene {
  readonly result: RunResult;
  readonly events: readonly RunEvent[];
  readonly calls: readonly ScriptedCall[];
  /** Queries that the graph was asked, those for near names included. */
  readonly queries: readonly CypherRequest[];
}

const prompts = loadAgentPrompts();

/** A graph that answers by text, and can be told to fail. */
export class FakeRunner implements CypherRunner {
  readonly queries: CypherRequest[] = [];
  readonly #rows: FakeRows;

  constructor(rows: FakeRows) {
    this.#rows = rows;
  }

  run(request: CypherRequest): Promise<CypherOutcome> {
    this.queries.push(request);
    const rows = this.#rows.find(([text]) => request.text.includes(text))?.[1] ?? [];
    return Promise.resolve({
      kind: 'rows',
      columns: rows[0]?.map((_value, index) => `c${index}`) ?? ['c0'],
      rows,
      notices: [],
      elapsedMs: 1,
      writtenText: request.text,
      scopedText: request.text,
      revision: 'r1',
    });
  }

  explain(): Promise<never> {
    return Promise.reject(new TypeError('not in this test'));
  }

  complete(): Promise<never> {
    return Promise.reject(new TypeError('not in this test'));
  }

  cancel(): boolean {
    return false;
  }
}

/** A node of the sample graph as a row holds it. */
export function nodeValue(id: string, graph: GraphRows = SAMPLE_GRAPH, more: Record<string, CypherValue> = {}): CypherValue {
  const row = graph.nodes.find((node) => node.id === id)!;
  const { label, properties: _properties, ...properties } = row;
  return { node: { labels: [label], properties: { ...properties, ...more } } };
}

/** Runs one question against a scripted server, a graph in memory and fake rows. */
export async function play(scene: Scene): Promise<PlayedScene> {
  const server = await startScriptedModelServer({ script: scene.script });
  const store = new InMemoryGraphStore();
  const graph = scene.graph ?? SAMPLE_GRAPH;
  await store.publish(inputOf(graph), { name: 'sample', source: { kind: 'folder', location: '/sample', subfolder: '' } });
  const retry = { attempts: 2, firstPauseMs: 1, longestPauseMs: 50 };
  const endpoint: ModelEndpoint = { name: 'scripted', baseUrl: server.url, model: 'scripted', retry, ...scene.endpoint };
  const real = new OpenAiCompatibleModel({ endpoint, tokens: ESTIMATED_TOKENS, random: () => 0 });
  const runner = new FakeRunner(scene.rows ?? []);
  const agents = new CodeAgents({
    models: oneChatModel(scene.model?.(real) ?? real),
    runner,
    symbols: store.symbols,
    files: store.files,
    prompts,
    revisionOf: async (name) => (await store.repository(name))?.revision,
    nowMs: () => performance.now(),
    ...scene.options,
  });
  const events: RunEvent[] = [];
  const request: AgentRequest = {
    id: 'run-1',
    agent: 'general',
    task: 'question-answering',
    repository: 'sample',
    question: 'who calls helper?',
    ...scene.request,
  };
  const result = await agents.run(request, (event) => events.push(event), scene.signal ?? new AbortController().signal);
  await server.close();
  return { result, events, calls: server.calls, queries: runner.queries };
}

/** A reply of the General agent. */
export function action(name: string, input?: unknown, thought = 'because'): string {
  return JSON.stringify({ thought, action: name, action_input: input });
}

/** A reply of the CypherAgent's model. */
export function cypherReply(...texts: readonly string[]): string {
  return JSON.stringify({ queries: texts.map((cypher, index) => ({ text_query: index + 1, cypher })) });
}
