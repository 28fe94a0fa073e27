// Generated from cypher/write/application/delete-conversation.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface DeleteConversationParameters {
  readonly id: string;
}

interface DeleteConversationRow {
  /** 0 or 1 */
  readonly deleted: number;
}

/** Deletes a conversation with its runs, their events and votes. */
export const deleteConversation: QueryContract<DeleteConversationParameters, DeleteConversationRow> = {
  name: 'write/application/delete-conversation',
  access: 'WRITE',
  needsRevision: false,
  parameters: { id: 'string' },
  columns: { deleted: 'integer' },
  timeLimitMs: 60000,
  rowLimit: 1,
};
