// Generated from cypher/search/kept-descriptions.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface KeptDescriptionsParameters {
  readonly repository: string;
  /** only those; absent: all */
  readonly hashes: readonly string[] | null;
}

interface KeptDescriptionsRow {
  readonly hash: string;
  readonly model: string;
  readonly description: string;
}

/** Descriptions that models made for a repository; of one hash the last made last. */
export const keptDescriptions: QueryContract<KeptDescriptionsParameters, KeptDescriptionsRow> = {
  name: 'search/kept-descriptions',
  access: 'READ',
  needsRevision: false,
  parameters: { repository: 'string', hashes: 'list<string>?' },
  columns: { hash: 'string', model: 'string', description: 'string' },
  timeLimitMs: 600000,
  rowLimit: 50000000,
};
