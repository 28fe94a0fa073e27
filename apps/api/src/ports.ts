import type {
  ApplicationStorePort,
  CypherRunner,
  FileReaderPort,
  GraphReaderPort,
  SymbolReaderPort,
} from '@codexgraph/graph-model';
import type { CodeSearch } from '@codexgraph/retrieval';
import type { EndpointMonitor } from '@codexgraph/llm';
import type { AgentRuns } from './agents/agent-runs.js';
import type { Questions } from './agents/questions.js';
import type { ServerConfiguration } from './config/configuration.js';
import type { ReadinessCheck } from './health/readiness.js';
import type { RepositoryJobs } from './jobs/repository-jobs.js';
import type { DescribingPlanner } from './search/describing.js';
import type { Log } from './logging/json-logger.js';
import type { CypherTranslator } from './playground/cypher-translator.js';
import type { Uploads } from './repositories/uploads.js';
import type { WatchStates } from './repositories/watch-states.js';
import type { ServiceSettings } from './settings/service-settings.js';
import type { WebFiles } from './web/web-files.js';

/** Everything that the API is composed of; whoever starts it decides what stands behind each port. */
export interface ApiParts {
  readonly server: ServerConfiguration;
  readonly graph: Pick<GraphReaderPort, 'repositories' | 'repository'>;
  readonly symbols: SymbolReaderPort;
  readonly files: FileReaderPort;
  readonly jobs: RepositoryJobs;
  readonly application: ApplicationStorePort;
  readonly agentRuns: AgentRuns;
  readonly questions: Questions;
  readonly cypher: CypherRunner;
  readonly translator: CypherTranslator;
  readonly endpoints: Pick<EndpointMonitor, 'statuses'>;
  readonly search: CodeSearch;
  readonly describing: DescribingPlanner;
  /** How repositories are watched; absent: that is not told. */
  readonly watchStates?: Pick<WatchStates, 'state'>;
  /** Keeps archives that are sent; absent: none are taken. */
  readonly uploads?: Uploads;
  /** What people set up while the service runs; absent: nothing can be set up. */
  readonly settings?: ServiceSettings;
  /** Jobs that one worker runs at a time, to be told. */
  readonly jobsAtOnce?: number;
  /** What readiness asks, by the name it is reported under. */
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** The built UI; absent: only GraphQL is served. */
  readonly web?: () => WebFiles | undefined;
  readonly log: Log;
  readonly now: () => Date;
}

/** Injection tokens of the parts above. */
export const API_PARTS = Symbol('ApiParts');
export const GRAPH_READER = Symbol('GraphReaderPort');
export const SYMBOL_READER = Symbol('SymbolReaderPort');
export const FILE_READER = Symbol('FileReaderPort');
export const REPOSITORY_JOBS = Symbol('RepositoryJobs');
export const APPLICATION_STORE = Symbol('ApplicationStorePort');
export const AGENT_RUNS = Symbol('AgentRuns');
export const QUESTIONS = Symbol('Questions');
export const CYPHER_RUNNER = Symbol('CypherRunner');
export const CYPHER_TRANSLATOR = Symbol('CypherTranslator');
export const DESCRIBING = Symbol('DescribingPlanner');
export const CODE_SEARCH = Symbol('CodeSearch');
export const MODEL_ENDPOINTS = Symbol('EndpointMonitor');
