// Generated from cypher/schema/drop/drop-index.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface DropIndexParameters {
  /** name of an index */
  readonly name: string;
}

type DropIndexRow = Readonly<Record<string, never>>;

/** Drops one index by name. */
export const dropIndex: QueryContract<DropIndexParameters, DropIndexRow> = {
  name: 'schema/drop/drop-index',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: { name: 'string' },
  columns: {},
  timeLimitMs: 60000,
  rowLimit: 0,
};
