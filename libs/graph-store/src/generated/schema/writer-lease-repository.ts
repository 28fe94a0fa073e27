// Generated from cypher/schema/writer-lease-repository.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type WriterLeaseRepositoryParameters = Readonly<Record<string, never>>;

type WriterLeaseRepositoryRow = Readonly<Record<string, never>>;

/** A repository has one writer at a time. */
export const writerLeaseRepository: QueryContract<WriterLeaseRepositoryParameters, WriterLeaseRepositoryRow> = {
  name: 'schema/writer-lease-repository',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
