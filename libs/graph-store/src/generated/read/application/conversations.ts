// Generated from cypher/read/application/conversations.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface ConversationsParameters {
  /** null for all */
  readonly user: string | null;
  /** null for all */
  readonly repository: string | null;
  /** part of the title or of a question, in lower case; null for all */
  readonly text: string | null;
  /** later than any time from the start */
  readonly beforeTime: string;
  /** an empty string from the start */
  readonly beforeId: string;
  /** 1..1001 */
  readonly limit: number;
}

interface ConversationsRow {
  /** properties */
  readonly conversation: Readonly<Record<string, unknown>>;
}

/** Conversations, newest first, from a place in the list on. */
export const conversations: QueryContract<ConversationsParameters, ConversationsRow> = {
  name: 'read/application/conversations',
  access: 'READ',
  needsRevision: false,
  parameters: { user: 'string?', repository: 'string?', text: 'string?', beforeTime: 'string', beforeId: 'string', limit: 'integer' },
  columns: { conversation: 'map' },
  timeLimitMs: 10000,
  rowLimit: 1001,
};
