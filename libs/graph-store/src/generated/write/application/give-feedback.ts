// Generated from cypher/write/application/give-feedback.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface GiveFeedbackParameters {
  /** id */
  readonly conversation: string;
  readonly turn: number;
  /** id, for a judgement about one run */
  readonly run: string | null;
  /** of the judgement */
  readonly key: string;
  /** of the judgement */
  readonly properties: Readonly<Record<string, unknown>>;
}

interface GiveFeedbackRow {
  /** 0 or 1 */
  readonly kept: number;
}

/** Keeps the judgement of a user about a question or one of its answers; a later one replaces it. */
export const giveFeedback: QueryContract<GiveFeedbackParameters, GiveFeedbackRow> = {
  name: 'write/application/give-feedback',
  access: 'WRITE',
  needsRevision: false,
  parameters: { conversation: 'string', turn: 'integer', run: 'string?', key: 'string', properties: 'map' },
  columns: { kept: 'integer' },
  timeLimitMs: 10000,
  rowLimit: 1,
};
