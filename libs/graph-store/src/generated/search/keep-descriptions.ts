// Generated from cypher/search/keep-descriptions.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface KeepDescriptionsParameters {
  readonly repository: string;
  readonly model: string;
  /** hash, description */
  readonly rows: readonly (Readonly<Record<string, unknown>>)[];
  readonly run: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly estimated: boolean;
}

interface KeepDescriptionsRow {
  /** 0 when there is no such repository */
  readonly repositories: number;
}

/** Keeps descriptions that a model made by the hash of what they were made from, and what their run has used so far; figures of a run never fall. */
export const keepDescriptions: QueryContract<KeepDescriptionsParameters, KeepDescriptionsRow> = {
  name: 'search/keep-descriptions',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', model: 'string', rows: 'list<map>', run: 'string', calls: 'integer', inputTokens: 'integer', outputTokens: 'integer', estimated: 'boolean' },
  columns: { repositories: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
