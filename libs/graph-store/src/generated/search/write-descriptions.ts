// Generated from cypher/search/write-descriptions.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface WriteDescriptionsParameters {
  readonly repository: string;
  readonly pass: string;
  /** id, description, source, hash, and model where a model made it */
  readonly rows: readonly (Readonly<Record<string, unknown>>)[];
}

interface WriteDescriptionsRow {
  readonly written: number;
  /** 1 when the refresh may write */
  readonly confirmed: number;
}

/** Keeps descriptions with symbols of the published revision, unless they have a docstring or a description that ranks above. Refused when another refresh has begun. */
export const writeDescriptions: QueryContract<WriteDescriptionsParameters, WriteDescriptionsRow> = {
  name: 'search/write-descriptions',
  access: 'WRITE',
  needsRevision: true,
  parameters: { repository: 'string', pass: 'string', rows: 'list<map>' },
  columns: { written: 'integer', confirmed: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
