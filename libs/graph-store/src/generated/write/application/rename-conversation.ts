// Generated from cypher/write/application/rename-conversation.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface RenameConversationParameters {
  readonly id: string;
  readonly title: string;
}

interface RenameConversationRow {
  /** properties */
  readonly conversation: Readonly<Record<string, unknown>>;
}

/** Gives a conversation another title. */
export const renameConversation: QueryContract<RenameConversationParameters, RenameConversationRow> = {
  name: 'write/application/rename-conversation',
  access: 'WRITE',
  needsRevision: false,
  parameters: { id: 'string', title: 'string' },
  columns: { conversation: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
