// Generated from cypher/write/switch-slots.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SwitchSlotsParameters {
  /** name */
  readonly repository: string;
  /** revision label, or an empty string to retire all */
  readonly label: string;
}

interface SwitchSlotsRow {
  readonly slots: number;
}

/** Marks one label of a repository as published and retires the others. */
export const switchSlots: QueryContract<SwitchSlotsParameters, SwitchSlotsRow> = {
  name: 'write/switch-slots',
  access: 'WRITE',
  needsRevision: false,
  parameters: { repository: 'string', label: 'string' },
  columns: { slots: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1,
};
