import type { RetrievalReaderPort, RetrievalWriterPort } from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import type { RevisionReads } from '../reading/revision-reads.js';
import { applySchema } from '../revisions/revision-schema.js';
import { RetrievalBlobs } from './retrieval-blobs.js';
import { RetrievalReader } from './retrieval-reader.js';
import { RetrievalWriter } from './retrieval-writer.js';

/** Reads and writes of the search structures on Neo4j. */
export function createRetrievalStore(
  executor: QueryExecutor,
  options: { readonly reads: RevisionReads; readonly newId: () => string },
): { readonly reader: RetrievalReaderPort; readonly writer: RetrievalWriterPort } {
  const { reads, newId } = options;
  const blobs = new RetrievalBlobs(executor, newId);
  let schema: Promise<void> | undefined;
  const ready = async (): Promise<void> => {
    schema ??= applySchema(executor);
    try {
      await schema;
    } catch (error) {
      schema = undefined;
      throw error;
    }
  };
  return {
    reader: new RetrievalReader(executor, reads, blobs),
    writer: new RetrievalWriter(executor, { reads, blobs, newId, ready }),
  };
}
