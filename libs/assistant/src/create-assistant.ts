import { CodeAgents, loadAgentPrompts, type RunLimits, type SyntaxCheckerPort } from '@codexgraph/chat-agent';
import { ScopedCypherRunner } from '@codexgraph/cypher-agent';
import type { CypherRunner, FileReaderPort, GraphReaderPort, ScopedSessionPort, SymbolReaderPort } from '@codexgraph/graph-model';
import {
  type ChatModels,
  createChatModels,
  type EmbeddingModel,
  type EndpointMonitor,
  type ModelEndpoint,
  type ModelRole,
  type MonitoredEndpoint,
} from '@codexgraph/llm';
import { OfflineChatModel, OfflinePlanner, PlannedShapes } from '@codexgraph/offline-planner';
import type { CodeSearch, RerankChoice } from '@codexgraph/retrieval';
import { codeFinder } from './code-finder.js';
import { topicSearcher } from './topic-searcher.js';
import { endpointMonitor } from './monitor-endpoints.js';
import { retrievalEndpoints } from './retrieval-endpoints.js';

/** The graph database, as far as answering needs it. */
export interface AssistantStore {
  readonly scoped: ScopedSessionPort;
  readonly graphs: Pick<GraphReaderPort, 'repository'>;
  readonly symbols: SymbolReaderPort;
  readonly files: FileReaderPort;
}

/** What an {@link Assistant} is made of. */
export interface AssistantOptions {
  readonly store: AssistantStore;
  /** Answers questions about topics, which name no symbol, and shows models what fits a question; absent: the built-in planner says that it cannot. */
  readonly search?: CodeSearch;
  /** The models behind `search`, for how they stand. Default: the built-in ones. */
  readonly searchModels?: { readonly embedding?: EmbeddingModel | undefined; readonly rerank: RerankChoice };
  /** Empty: the built-in planner answers. */
  readonly endpoints?: readonly ModelEndpoint[];
  /** Names of endpoints by role; see {@link createChatModels}. */
  readonly roles?: Readonly<Partial<Record<ModelRole, string>>>;
  readonly limits?: Partial<RunLimits>;
  /** Parses code that models write; absent: it is not parsed. */
  readonly syntax?: SyntaxCheckerPort;
  /** Wall clock, for the times of checks. */
  readonly now: () => Date;
  /** A clock that never goes back, in milliseconds. */
  readonly nowMs: () => number;
  /** Makes ids that never repeat. */
  readonly newId: () => string;
  /** 0 (inclusive) to 1, for pauses between attempts. */
  readonly random: () => number;
  /** Told when a last check stopped a query that an earlier one should have refused: an error of the product. */
  readonly onInternalFault?: (fault: string) => void;
}

/** Everything that answers questions, over one graph database. */
export interface Assistant {
  /** Queries of people, confined to a repository. */
  readonly cypher: CypherRunner;
  /** The General and the Chat agent. */
  readonly agents: CodeAgents;
  /** Understands questions without a language model. */
  readonly planner: OfflinePlanner;
  readonly models: ChatModels;
  /** How the models stand that answer. */
  readonly endpoints: EndpointMonitor;
}

/**
 * Composes runner, planner, models and agents; the one place where they meet, for every application.
 *
 * @throws CONFIGURATION when a role names an endpoint that does not exist.
 */
export async function createAssistant(options: AssistantOptions): Promise<Assistant> {
  const { store, nowMs, newId, random, onInternalFault, limits, syntax } = options;
  const cypher = new ScopedCypherRunner({
    sessions: store.scoped,
    graphs: store.graphs,
    symbols: store.symbols,
    nowMs,
    newId,
    ...(onInternalFault === undefined ? {} : { onInternalFault }),
  });
  const topics = options.search && topicSearcher(options.search);
  const planner = new OfflinePlanner(cypher, topics);
  const models = await createChatModels({
    endpoints: options.endpoints ?? [],
    roles: options.roles ?? {},
    offline: new OfflineChatModel(cypher, topics),
    random,
  });
  const agents = new CodeAgents({
    models,
    runner: cypher,
    symbols: store.symbols,
    files: store.files,
    prompts: loadAgentPrompts(),
    revisionOf: async (repository) => (await store.graphs.repository(repository))?.revision,
    nowMs,
    ...(options.search === undefined ? {} : { finder: codeFinder(options.search) }),
    // The built-in planner plans its text queries itself.
    ...(models.forRole('cypher').identity.offline ? {} : { shapes: new PlannedShapes(cypher) }),
    ...(limits === undefined ? {} : { limits }),
    ...(syntax === undefined ? {} : { syntax }),
  });
  return { cypher, agents, planner, models, endpoints: endpointMonitor(models, options, searchEndpoints(options)) };
}

function searchEndpoints({ searchModels = { rerank: 'builtin' }, nowMs }: AssistantOptions): readonly MonitoredEndpoint[] {
  const { embedding, rerank } = searchModels;
  return retrievalEndpoints({ embedding, reranker: typeof rerank === 'string' ? rerank : rerank.reranker }, { nowMs });
}
