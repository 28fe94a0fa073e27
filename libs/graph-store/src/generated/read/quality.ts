// Generated from cypher/read/quality.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface QualityParameters {
  /** path of the folder with a slash at its end, an empty string for the root */
  readonly prefix: string;
}

interface QualityRow {
  readonly files: number;
  readonly lines: number;
  /** calls */
  readonly total: number;
  /** calls */
  readonly resolved: number;
  /** calls */
  readonly external: number;
  /** calls */
  readonly unresolved: number;
  readonly importsUnresolved: number;
  readonly parseErrors: number;
}

/** Sums over all files below a folder. */
export const quality: QueryContract<QualityParameters, QualityRow> = {
  name: 'read/quality',
  access: 'READ',
  needsRevision: true,
  parameters: { prefix: 'string' },
  columns: { files: 'integer', lines: 'integer', total: 'integer', resolved: 'integer', external: 'integer', unresolved: 'integer', importsUnresolved: 'integer', parseErrors: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
