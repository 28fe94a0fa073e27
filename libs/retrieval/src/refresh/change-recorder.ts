import type { GraphDifference, GraphWriterPort } from '@codexgraph/graph-model';
import type { SearchChange } from './corpus.js';

/** A writer that remembers what it changed, until it is asked. */
export interface RecordingWriter {
  readonly writer: GraphWriterPort;
  /** What was changed since the last call; undefined when nothing was, or when the whole was written anew. */
  take(repository: string): SearchChange | undefined;
}

/** More than this is quicker read as a whole. */
const MOST_TOUCHED = 20_000;

/** Wraps a writer so that a refresh of the search need not look for what changed. */
export function recordChanges(inner: GraphWriterPort): RecordingWriter {
  const changes = new Map<string, SearchChange | 'whole'>();
  const writer: GraphWriterPort = {
    async publish(input, options) {
      const record = await inner.publish(input, options);
      changes.set(options.name, 'whole');
      return record;
    },
    async applyDifference(difference, options) {
      const record = await inner.applyDifference(difference, options);
      changes.set(options.name, joined(changes.get(options.name), changeOf(difference, options.baseRevision)));
      return record;
    },
    deleteRepository: (name, options) => inner.deleteRepository(name, options),
    cleanUp: () => inner.cleanUp(),
  };
  return {
    writer,
    take(repository) {
      const change = changes.get(repository);
      changes.delete(repository);
      return change === 'whole' ? undefined : change;
    },
  };
}

function changeOf(difference: GraphDifference, baseRevision: string): SearchChange {
  const touchedIds = new Set(difference.upsertNodes.map((node) => node.id));
  for (const edge of [...difference.upsertEdges, ...difference.deleteEdges]) {
    touchedIds.add(edge.source);
    touchedIds.add(edge.target);
  }
  return { baseRevision, touchedIds, deletedIds: new Set(difference.deleteNodeIds) };
}

function joined(before: SearchChange | 'whole' | undefined, next: SearchChange): SearchChange | 'whole' {
  if (before === undefined) return next.touchedIds.size > MOST_TOUCHED ? 'whole' : next;
  if (before === 'whole') return 'whole';
  const touchedIds = new Set([...before.touchedIds, ...next.touchedIds]);
  const upserted = next.touchedIds;
  const deletedIds = new Set([...[...before.deletedIds].filter((id) => !upserted.has(id)), ...next.deletedIds]);
  return touchedIds.size > MOST_TOUCHED ? 'whole' : { baseRevision: before.baseRevision, touchedIds, deletedIds };
}
