import { type Assistant, createAssistant, modelEndpoints } from '@codexgraph/assistant';
import { loadLanguages, SyntaxChecker } from '@codexgraph/indexer';
import type { EmbeddingModel } from '@codexgraph/llm';
import type { CodeSearch, RerankChoice } from '@codexgraph/retrieval';
import { randomUUID } from 'node:crypto';
import type { Log } from '../logging/json-logger.js';
import type { LazyGraphStore } from '../store/lazy-graph-store.js';
import { PlannerTranslator } from '../playground/planner-translator.js';
import type { ApiParts } from '../ports.js';
import type { AnsweringSettings } from '../settings/service-settings.js';
import type { AgentRunner } from './agent-runner.js';
import { AgentRuns } from './agent-runs.js';
import { Questions } from './questions.js';

/** What {@link composeAgents} needs. */
export interface AgentsOptions {
  readonly store: LazyGraphStore;
  readonly settings: AnsweringSettings;
  readonly search: CodeSearch;
  /** The models behind `search`. */
  readonly searchModels: { readonly embedding: EmbeddingModel | undefined; readonly rerank: RerankChoice };
  readonly log: Log;
  readonly now: () => Date;
}

/** The parts of the API that answer questions, and what ends them. */
export interface ComposedAgents extends Pick<
  ApiParts,
  'application' | 'agentRuns' | 'questions' | 'cypher' | 'translator' | 'endpoints'
> {
  readonly assistant: Assistant;
  /** Makes other models and bounds hold for every run that begins from now on. @throws CONFIGURATION as createAssistant */
  readonly applySettings: (settings: AnsweringSettings) => Promise<void>;
}

/** Composes everything that answers questions over the graph database. The runs must be closed before the store. */
export async function composeAgents(options: AgentsOptions): Promise<ComposedAgents> {
  const { store, settings, search, searchModels, log, now } = options;
  const syntax = new SyntaxChecker(await loadLanguages());
  const compose = ({ models, limits }: AnsweringSettings): Promise<Assistant> =>
    createAssistant({
      store,
      search,
      searchModels,
      endpoints: modelEndpoints(models.endpoints),
      roles: models.roles,
      limits,
      syntax,
      now,
      nowMs: () => performance.now(),
      newId: randomUUID,
      random: Math.random,
      onInternalFault: (fault) => {
        log('error', 'A last check stopped a query; please report it.', { fault });
      },
    });
  const assistant = await compose(settings);
  // Queries and plans need no model: those of the first assistant serve for ever. Runs that have begun end with the models they began with.
  let current = assistant;
  const runner: AgentRunner = { run: (...run) => current.agents.run(...run) };
  const application = store.application;
  const agentRuns = new AgentRuns({ store: application, runner, newId: randomUUID, now, log });
  const questions = new Questions({ store: application, graph: store.graphs, runs: agentRuns, newId: randomUUID, now });
  return {
    assistant,
    application,
    agentRuns,
    questions,
    cypher: assistant.cypher,
    endpoints: { statuses: () => current.endpoints.statuses() },
    applySettings: async (next) => {
      current = await compose(next);
    },
    translator: new PlannerTranslator(assistant.planner),
  };
}
