// Generated from cypher/write/publish-repository.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface PublishRepositoryParameters {
  /** of the repository */
  readonly name: string;
  /** all properties but the time of publication */
  readonly properties: Readonly<Record<string, unknown>>;
}

interface PublishRepositoryRow {
  /** ISO 8601 in UTC */
  readonly publishedAt: string;
}

/** Points a repository at a revision. */
export const publishRepository: QueryContract<PublishRepositoryParameters, PublishRepositoryRow> = {
  name: 'write/publish-repository',
  access: 'WRITE',
  needsRevision: false,
  parameters: { name: 'string', properties: 'map' },
  columns: { publishedAt: 'string' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
