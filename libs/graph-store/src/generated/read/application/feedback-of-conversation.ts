// Generated from cypher/read/application/feedback-of-conversation.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface FeedbackOfConversationParameters {
  /** id */
  readonly conversation: string;
}

interface FeedbackOfConversationRow {
  /** properties */
  readonly feedback: Readonly<Record<string, unknown>>;
}

/** Judgements about a conversation. */
export const feedbackOfConversation: QueryContract<FeedbackOfConversationParameters, FeedbackOfConversationRow> = {
  name: 'read/application/feedback-of-conversation',
  access: 'READ',
  needsRevision: false,
  parameters: { conversation: 'string' },
  columns: { feedback: 'map' },
  timeLimitMs: 10000,
  rowLimit: 10000,
};
