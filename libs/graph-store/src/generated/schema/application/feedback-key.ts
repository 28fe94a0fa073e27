// Generated from cypher/schema/application/feedback-key.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type FeedbackKeyParameters = Readonly<Record<string, never>>;

type FeedbackKeyRow = Readonly<Record<string, never>>;

/** A user judges a thing once in each way. */
export const feedbackKey: QueryContract<FeedbackKeyParameters, FeedbackKeyRow> = {
  name: 'schema/application/feedback-key',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
