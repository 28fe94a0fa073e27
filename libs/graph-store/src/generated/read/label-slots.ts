// Generated from cypher/read/label-slots.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface LabelSlotsParameters {
  /** name */
  readonly repository: string;
}

interface LabelSlotsRow {
  readonly label: string;
  readonly number: number;
  /** writing, published or retired */
  readonly state: string;
}

/** Labels in the pool of a repository. */
export const labelSlots: QueryContract<LabelSlotsParameters, LabelSlotsRow> = {
  name: 'read/label-slots',
  access: 'READ',
  needsRevision: false,
  parameters: { repository: 'string' },
  columns: { label: 'string', number: 'integer', state: 'string' },
  timeLimitMs: 10000,
  rowLimit: 1000,
};
