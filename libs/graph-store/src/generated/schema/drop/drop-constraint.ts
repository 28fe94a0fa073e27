// Generated from cypher/schema/drop/drop-constraint.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface DropConstraintParameters {
  /** name of a constraint */
  readonly name: string;
}

type DropConstraintRow = Readonly<Record<string, never>>;

/** Drops one constraint, and the index under it, by name. */
export const dropConstraint: QueryContract<DropConstraintParameters, DropConstraintRow> = {
  name: 'schema/drop/drop-constraint',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: { name: 'string' },
  columns: {},
  timeLimitMs: 60000,
  rowLimit: 0,
};
