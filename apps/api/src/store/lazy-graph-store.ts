import { randomUUID } from 'node:crypto';
import type {
  ApplicationStorePort,
  ConversationStorePort,
  ExperimentStorePort,
  FileReaderPort,
  GraphReaderPort,
  GraphWriterPort,
  RetrievalReaderPort,
  RunStorePort,
  ScopedSessionPort,
  SymbolReaderPort,
  WatchStorePort,
} from '@codexgraph/graph-model';
import { type GraphStore, openGraphStore } from '@codexgraph/graph-store';
import type { Configuration } from '../config/configuration.js';

/** Methods of a port that answer with a promise. */
type AsyncMethods<Port> = {
  [Name in keyof Port as Port[Name] extends (...parameters: never[]) => Promise<unknown> ? Name : never]: Port[Name];
};

/** The graph database as the service uses it: usable from the first moment on, whether or not Neo4j answers yet. */
export interface LazyGraphStore {
  readonly graphs: AsyncMethods<GraphReaderPort>;
  readonly symbols: SymbolReaderPort;
  readonly files: FileReaderPort;
  readonly writer: AsyncMethods<GraphWriterPort>;
  readonly scoped: ScopedSessionPort;
  readonly application: ApplicationStorePort;
  /** What searches read. */
  readonly retrieval: AsyncMethods<RetrievalReaderPort>;
  /** The open store. @throws as openGraphStore when it cannot be opened now. */
  readonly open: () => Promise<GraphStore>;
  readonly close: () => Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** Connects at the first call, and again at later calls while that fails; calls meanwhile fail with the reason. */
export function lazyGraphStore(neo4j: Configuration['neo4j']): LazyGraphStore {
  let opening: Promise<GraphStore> | undefined;
  const open = (): Promise<GraphStore> => {
    opening ??= openGraphStore({
      ...neo4j,
      password: neo4j.password ?? '',
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      newId: randomUUID,
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    graphs: forward(async () => (await open()).graphs, ['repositories', 'repository']),
    symbols: forward(async () => (await open()).symbols, SYMBOL_METHODS),
    files: forward(async () => (await open()).files, FILE_METHODS),
    writer: forward(async () => (await open()).writer, ['publish', 'applyDifference', 'deleteRepository', 'cleanUp']),
    scoped: forward(async () => (await open()).scoped, ['revision', 'plan', 'run']),
    application: {
      conversations: forward(async () => (await open()).application.conversations, CONVERSATION_METHODS),
      runs: forward(async () => (await open()).application.runs, RUN_METHODS),
      experiments: forward(async () => (await open()).application.experiments, EXPERIMENT_METHODS),
      watches: forward(async () => (await open()).application.watches, WATCH_METHODS),
    },
    retrieval: forward(async () => (await open()).retrieval.reader, RETRIEVAL_METHODS),
    open,
    close: async () => {
      const store = await opening?.catch(() => undefined);
      await store?.close();
    },
  };
}

const SYMBOL_METHODS = [
  'symbolById',
  'symbolsByIds',
  'symbolsByQualifiedName',
  'symbolsByNamePrefix',
  'symbolsAt',
  'relationCounts',
  'relatedSymbols',
  'neighbourhood',
  'subgraph',
  'shortestPath',
] as const satisfies readonly (keyof SymbolReaderPort)[];

const FILE_METHODS = [
  'folderEntries',
  'quality',
  'worstFolders',
  'codeMap',
  'skippedFiles',
  'sourceText',
] as const satisfies readonly (keyof FileReaderPort)[];

const RETRIEVAL_METHODS = [
  'fulltext',
  'nearest',
  'symbols',
  'candidates',
  'codes',
  'vectorsOf',
  'state',
  'status',
  'blob',
  'blobVersion',
  'describingUsage',
] as const satisfies readonly (keyof AsyncMethods<RetrievalReaderPort>)[];

const CONVERSATION_METHODS = [
  'create',
  'conversation',
  'list',
  'rename',
  'delete',
] as const satisfies readonly (keyof ConversationStorePort)[];

const RUN_METHODS = [
  'create',
  'run',
  'runsOfConversation',
  'change',
  'appendEvents',
  'events',
  'keepAlive',
  'interruptSilent',
] as const satisfies readonly (keyof RunStorePort)[];

const EXPERIMENT_METHODS = [
  'giveFeedback',
  'feedbackOfConversation',
  'putExperiment',
  'experiments',
  'deleteExperiment',
  'armFigures',
] as const satisfies readonly (keyof ExperimentStorePort)[];

const WATCH_METHODS = ['putWatch', 'deleteWatch', 'watches'] as const satisfies readonly (keyof WatchStorePort)[];

/** An object with the named methods of a port that is not there yet. */
function forward<Port extends object, Name extends keyof Port>(
  port: () => Promise<Port>,
  names: readonly Name[],
): Pick<Port, Name> {
  const method =
    (name: Name) =>
    async (...parameters: unknown[]): Promise<unknown> => {
      const target = await port();
      return (target[name] as (...rest: unknown[]) => Promise<unknown>).apply(target, parameters);
    };
  return Object.fromEntries(names.map((name) => [name, method(name)])) as unknown as Pick<Port, Name>;
}
