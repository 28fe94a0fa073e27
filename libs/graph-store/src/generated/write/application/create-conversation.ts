// Generated from cypher/write/application/create-conversation.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface CreateConversationParameters {
  /** id, repository, title, mode, user, experiment, turns, created_at, updated_at */
  readonly properties: Readonly<Record<string, unknown>>;
}

interface CreateConversationRow {
  /** properties */
  readonly conversation: Readonly<Record<string, unknown>>;
}

/** Adds a conversation. */
export const createConversation: QueryContract<CreateConversationParameters, CreateConversationRow> = {
  name: 'write/application/create-conversation',
  access: 'WRITE',
  needsRevision: false,
  parameters: { properties: 'map' },
  columns: { conversation: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
