import type { ConversationStorePort } from './conversation-store.port.js';
import type { ExperimentStorePort } from './experiment-store.port.js';
import type { RunStorePort } from './run-store.port.js';
import type { WatchStorePort } from './watch-store.port.js';

/**
 * What people did with the product, beside the graphs: its nodes carry labels that begin with `App` and never a label of a revision, so no scoped query
 * sees them.
 */
export interface ApplicationStorePort {
  readonly conversations: ConversationStorePort;
  readonly runs: RunStorePort;
  readonly experiments: ExperimentStorePort;
  readonly watches: WatchStorePort;
}
