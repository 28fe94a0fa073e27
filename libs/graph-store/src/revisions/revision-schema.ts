import type { QueryExecutor } from '../execution/query-executor.js';
import { indexesOfLabel } from '../generated/read/indexes-of-label.js';
import { dropConstraint } from '../generated/schema/drop/drop-constraint.js';
import { dropIndex } from '../generated/schema/drop/drop-index.js';
import { labelSlotLabel } from '../generated/schema/label-slot-label.js';
import { repositoryName } from '../generated/schema/repository-name.js';
import { symbolId } from '../generated/schema/revision/symbol-id.js';
import { symbolName } from '../generated/schema/revision/symbol-name.js';
import { symbolPlace } from '../generated/schema/revision/symbol-place.js';
import { symbolQualifiedName } from '../generated/schema/revision/symbol-qualified-name.js';
import { blobKey } from '../generated/schema/search/blob-key.js';
import { blobPartKey } from '../generated/schema/search/blob-part-key.js';
import { descriptionKey } from '../generated/schema/search/description-key.js';
import { recordRepository } from '../generated/schema/search/record-repository.js';
import { skippedFilesRepository } from '../generated/schema/skipped-files-repository.js';
import { writeLaneKey } from '../generated/schema/write-lane-key.js';
import { writerLeaseRepository } from '../generated/schema/writer-lease-repository.js';
import { untilOnline } from './until-online.js';

/** Makes the constraints of the nodes that manage revisions; does nothing where they are. */
export async function applySchema(executor: QueryExecutor): Promise<void> {
  const management = [repositoryName, labelSlotLabel, writerLeaseRepository, writeLaneKey, skippedFilesRepository];
  const search = [recordRepository, blobKey, blobPartKey, descriptionKey];
  for (const statement of [...management, ...search]) await executor.run(statement, {});
}

/**
 * Makes the indexes of one revision label and waits until they are online. Cheapest when the nodes are there already.
 *
 * @throws CodexGraphError CONFLICT when two nodes share an id; as {@link untilOnline}
 */
export async function createRevisionIndexes(executor: QueryExecutor, revisionLabel: string, signal?: AbortSignal): Promise<void> {
  const options = { revisionLabel, signal };
  await executor.run(symbolId, {}, options);
  for (const statement of [symbolName, symbolQualifiedName, symbolPlace]) await executor.run(statement, {}, options);
  await untilOnline(executor, revisionLabel, { signal });
}

/** Drops every index and constraint of one label, whoever made it: later kinds of search index too. */
export async function dropIndexesOfLabel(executor: QueryExecutor, label: string): Promise<void> {
  for (const found of await executor.run(indexesOfLabel, { label })) {
    if (found.owningConstraint === null) await executor.run(dropIndex, { name: found.name });
    else await executor.run(dropConstraint, { name: found.owningConstraint });
  }
}
