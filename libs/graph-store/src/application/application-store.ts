import type { ApplicationStorePort } from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { conversationId } from '../generated/schema/application/conversation-id.js';
import { conversationTime } from '../generated/schema/application/conversation-time.js';
import { experimentName } from '../generated/schema/application/experiment-name.js';
import { feedbackKey } from '../generated/schema/application/feedback-key.js';
import { runEventsPlace } from '../generated/schema/application/run-events-place.js';
import { runId } from '../generated/schema/application/run-id.js';
import { runState } from '../generated/schema/application/run-state.js';
import { watchRepository } from '../generated/schema/application/watch-repository.js';
import { ConversationStore } from './conversation-store.js';
import { ExperimentStore } from './experiment-store.js';
import { RunStore } from './run-store.js';
import { WatchStore } from './watch-store.js';

const SCHEMA = [conversationId, runId, runEventsPlace, feedbackKey, experimentName, runState, conversationTime, watchRepository];

/** {@link ApplicationStorePort} on Neo4j. Its constraints are made before the first write. */
export function createApplicationStore(executor: QueryExecutor): ApplicationStorePort {
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
    conversations: new ConversationStore(executor, ready),
    runs: new RunStore(executor, ready),
    experiments: new ExperimentStore(executor, ready),
    watches: new WatchStore(executor, ready),
  };
}

async function applySchema(executor: QueryExecutor): Promise<void> {
  for (const statement of SCHEMA) await executor.run(statement, {});
}
