// Generated from cypher/schema/skipped-files-repository.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type SkippedFilesRepositoryParameters = Readonly<Record<string, never>>;

type SkippedFilesRepositoryRow = Readonly<Record<string, never>>;

/** A repository has one list of files that were left out. */
export const skippedFilesRepository: QueryContract<SkippedFilesRepositoryParameters, SkippedFilesRepositoryRow> = {
  name: 'schema/skipped-files-repository',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
