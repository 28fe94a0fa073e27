// Generated from cypher/schema/label-slot-label.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type LabelSlotLabelParameters = Readonly<Record<string, never>>;

type LabelSlotLabelRow = Readonly<Record<string, never>>;

/** A revision label belongs to one repository and one revision at a time. */
export const labelSlotLabel: QueryContract<LabelSlotLabelParameters, LabelSlotLabelRow> = {
  name: 'schema/label-slot-label',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
