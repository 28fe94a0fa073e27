// Generated from cypher/schema/application/conversation-id.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type ConversationIdParameters = Readonly<Record<string, never>>;

type ConversationIdRow = Readonly<Record<string, never>>;

/** A conversation has one node. */
export const conversationId: QueryContract<ConversationIdParameters, ConversationIdRow> = {
  name: 'schema/application/conversation-id',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
