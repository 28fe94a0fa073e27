import { randomUUID } from 'node:crypto';
import type { RunEvent, RunResult } from '@codexgraph/chat-agent';
import type { CypherRunner } from '@codexgraph/graph-model';
import { EndpointMonitor } from '@codexgraph/llm';
import { createInMemoryApplicationStore } from '@codexgraph/graph-store/testing';
import type { AgentRunner } from '../agents/agent-runner.js';
import { AgentRuns } from '../agents/agent-runs.js';
import { Questions } from '../agents/questions.js';
import type { CypherTranslator } from '../playground/cypher-translator.js';
import type { ApiParts } from '../ports.js';
import { databaseAway } from './fake-graph.js';

type AgentParts = Pick<ApiParts, 'application' | 'agentRuns' | 'questions' | 'cypher' | 'translator' | 'endpoints'>;

/** An agent that answers at once with the question, and waits for its end when the question says so. */
export const echoAgent: AgentRunner = {
  async run(request, onEvent, signal): Promise<RunResult> {
    const tell = (number: number, rest: object): void => {
      onEvent({ runId: request.id, number, atMs: number, ...rest } as unknown as RunEvent);
    };
    tell(1, { kind: 'run-started', agent: request.agent, question: request.question });
    if (request.question.startsWith('wait')) {
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    }
    const result: RunResult = {
      id: request.id,
      outcome: 'answered',
      repository: request.repository,
      revision: 'r1',
      agent: request.agent,
      task: request.task,
      model: { endpoint: 'echo', model: 'echo', offline: true },
      answerText: `${request.question} (after ${String(request.conversation.length)})`,
      value: 2,
      citations: [
        { id: 's1', label: 'FUNCTION', name: 'checkout', qualified_name: 'cart.checkout', file_path: 'cart.py', start_line: 9 },
      ],
      removedCitations: [],
      rounds: 1,
      modelCalls: 2,
      tokens: { input: 3, output: 4, estimated: true },
      cost: { micros: 2100, currency: 'USD', estimated: true },
      seconds: 0.5,
    };
    tell(2, { kind: 'run-finished', result });
    return result;
  },
};

/** Everything that answers, over memory and the echo agent. */
export function fakeAgents(graph: ApiParts['graph']): AgentParts {
  const refuse = (): Promise<never> => Promise.reject(databaseAway());
  const application = createInMemoryApplicationStore();
  const parts = { store: application, newId: randomUUID, now: () => new Date(), log: () => undefined };
  const agentRuns = new AgentRuns({ ...parts, runner: echoAgent, settings: { flushMs: 1, drainMs: 10 } });
  const cypher: CypherRunner = { run: refuse, explain: refuse, complete: refuse, cancel: () => false };
  const translator: CypherTranslator = { translate: refuse };
  const endpoints = new EndpointMonitor([{ name: 'offline', model: 'planner', roles: ['agent'] }], { now: () => new Date() });
  return {
    application,
    agentRuns,
    questions: new Questions({ ...parts, graph, runs: agentRuns }),
    cypher,
    translator,
    endpoints,
  };
}
