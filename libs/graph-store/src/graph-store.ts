import type {
  ApplicationStorePort,
  FileReaderPort,
  GraphReaderPort,
  GraphWriterPort,
  RetrievalReaderPort,
  RetrievalWriterPort,
  ScopedSessionPort,
  SymbolReaderPort,
} from '@codexgraph/graph-model';
import { createApplicationStore } from './application/application-store.js';
import { connect, type ConnectionOptions } from './connection/connection.js';
import type { ServerInfo } from './connection/server-support.js';
import { FileReader } from './reading/file-reader.js';
import { GraphReader } from './reading/graph-reader.js';
import { RevisionReads } from './reading/revision-reads.js';
import { SymbolReader } from './reading/symbol-reader.js';
import { createRetrievalStore } from './retrieval/retrieval-store.js';
import type { LeaseTimes, WriterIdentity } from './revisions/writer-lease.js';
import { processWriterIdentity } from './revisions/process-holder.js';
import { GraphWriter } from './writing/graph-writer.js';

/** What {@link openGraphStore} needs. */
export interface GraphStoreOptions extends ConnectionOptions {
  /** Makes ids that never repeat; pass `randomUUID` of `node:crypto`. */
  readonly newId: () => string;
  /** Who writes; default: this process, named by host and process id. */
  readonly identity?: WriterIdentity;
  readonly leaseTimes?: LeaseTimes;
  /** Rows of a bulk transaction; default 5000. */
  readonly batchRows?: number;
  /** Sessions of a bulk write; default 2. */
  readonly writeSessions?: number;
}

/** Everything the product asks of the graph database. */
export interface GraphStore {
  readonly server: ServerInfo;
  readonly writer: GraphWriterPort;
  readonly graphs: GraphReaderPort;
  readonly symbols: SymbolReaderPort;
  readonly files: FileReaderPort;
  /** Runs queries of users that were confined to a revision before. */
  readonly scoped: ScopedSessionPort;
  /** Conversations, runs and votes. */
  readonly application: ApplicationStorePort;
  /** What searching reads, and what it writes. */
  readonly retrieval: { readonly reader: RetrievalReaderPort; readonly writer: RetrievalWriterPort };
  /** Closes all connections; to be called once. */
  close(): Promise<void>;
}

/**
 * Connects to Neo4j and checks that it can be used. Nothing is written before the first write.
 *
 * @throws CodexGraphError CONFIGURATION, DATABASE_UNAVAILABLE, DATABASE_AUTHENTICATION, DATABASE_UNSUPPORTED
 * @example
 * const store = await openGraphStore({ uri: 'bolt://127.0.0.1:7687', user: 'neo4j', password, newId: randomUUID });
 */
export async function openGraphStore(options: GraphStoreOptions): Promise<GraphStore> {
  const { executor, scoped, server, close } = await connect(options);
  const reads = new RevisionReads(executor);
  const shape = { batchRows: options.batchRows ?? 5000, sessions: options.writeSessions ?? 2 };
  const identity = options.identity ?? processWriterIdentity();
  const leases = options.leaseTimes === undefined ? {} : { leaseTimes: options.leaseTimes };
  return {
    server,
    writer: new GraphWriter(executor, { newId: options.newId, identity, shape, ...leases }),
    graphs: new GraphReader(executor, reads),
    symbols: new SymbolReader(reads),
    files: new FileReader(reads),
    scoped,
    application: createApplicationStore(executor),
    retrieval: createRetrievalStore(executor, { reads, newId: options.newId }),
    close,
  };
}
