// Generated from cypher/read/application/conversation.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface ConversationParameters {
  readonly id: string;
}

interface ConversationRow {
  /** properties */
  readonly conversation: Readonly<Record<string, unknown>>;
}

/** One conversation. */
export const conversation: QueryContract<ConversationParameters, ConversationRow> = {
  name: 'read/application/conversation',
  access: 'READ',
  needsRevision: false,
  parameters: { id: 'string' },
  columns: { conversation: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
