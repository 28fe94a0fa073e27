// Generated from cypher/schema/application/conversation-time.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type ConversationTimeParameters = Readonly<Record<string, never>>;

type ConversationTimeRow = Readonly<Record<string, never>>;

/** Conversations are listed by time. */
export const conversationTime: QueryContract<ConversationTimeParameters, ConversationTimeRow> = {
  name: 'schema/application/conversation-time',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
