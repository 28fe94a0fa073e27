import { type Assistant, createAssistant, modelEndpoints } from '@codexgraph/assistant';
import type { ModelSettings } from '@codexgraph/config';
import { loadLanguages, SyntaxChecker } from '@codexgraph/indexer';
import type { CodeSearch } from '@codexgraph/retrieval';
import { randomUUID } from 'node:crypto';
import type { Log } from '../logging/json-logger.js';
import type { LazyGraphStore } from '../store/lazy-graph-store.js';
import { PlannerTranslator } from '../playground/planner-translator.js';
import type { ApiParts } from '../ports.js';
import { AgentRuns } from './agent-runs.js';
import { Questions } from './questions.js';

/** What {@link composeAgents} needs. */
export interface AgentsOptions {
  readonly store: LazyGraphStore;
  readonly models: ModelSettings;
  readonly search: CodeSearch;
  readonly log: Log;
  readonly now: () => Date;
}

/** The parts of the API that answer questions, and what ends them. */
export interface ComposedAgents extends Pick<
  ApiParts,
  'application' | 'agentRuns' | 'questions' | 'cypher' | 'translator' | 'endpoints'
> {
  readonly assistant: Assistant;
}

/** Composes everything that answers questions over the graph database. The runs must be closed before the store. */
export async function composeAgents({ store, models, search, log, now }: AgentsOptions): Promise<ComposedAgents> {
  const assistant = await createAssistant({
    store,
    search,
    endpoints: modelEndpoints(models.endpoints),
    roles: models.roles,
    syntax: new SyntaxChecker(await loadLanguages()),
    now,
    nowMs: () => performance.now(),
    newId: randomUUID,
    random: Math.random,
    onInternalFault: (fault) => {
      log('error', 'A last check stopped a query; please report it.', { fault });
    },
  });
  const application = store.application;
  const agentRuns = new AgentRuns({ store: application, runner: assistant.agents, newId: randomUUID, now, log });
  const questions = new Questions({ store: application, graph: store.graphs, runs: agentRuns, newId: randomUUID, now });
  return {
    assistant,
    application,
    agentRuns,
    questions,
    cypher: assistant.cypher,
    endpoints: assistant.endpoints,
    translator: new PlannerTranslator(assistant.planner),
  };
}
