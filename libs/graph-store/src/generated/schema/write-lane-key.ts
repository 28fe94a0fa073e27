// Generated from cypher/schema/write-lane-key.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type WriteLaneKeyParameters = Readonly<Record<string, never>>;

type WriteLaneKeyRow = Readonly<Record<string, never>>;

/** A lane of a write has one mark. */
export const writeLaneKey: QueryContract<WriteLaneKeyParameters, WriteLaneKeyRow> = {
  name: 'schema/write-lane-key',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
