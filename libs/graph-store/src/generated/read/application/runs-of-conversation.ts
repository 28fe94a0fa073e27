// Generated from cypher/read/application/runs-of-conversation.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface RunsOfConversationParameters {
  /** id */
  readonly conversation: string;
}

interface RunsOfConversationRow {
  /** properties */
  readonly run: Readonly<Record<string, unknown>>;
}

/** Runs of a conversation, the newest first. */
export const runsOfConversation: QueryContract<RunsOfConversationParameters, RunsOfConversationRow> = {
  name: 'read/application/runs-of-conversation',
  access: 'READ',
  needsRevision: false,
  parameters: { conversation: 'string' },
  columns: { run: 'map' },
  timeLimitMs: 10000,
  rowLimit: 500,
};
