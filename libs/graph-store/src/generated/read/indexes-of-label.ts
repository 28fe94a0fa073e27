// Generated from cypher/read/indexes-of-label.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface IndexesOfLabelParameters {
  readonly label: string;
}

interface IndexesOfLabelRow {
  readonly name: string;
  readonly state: string;
  /** of what is to be filled in */
  readonly percent: number;
  /** name of the constraint that owns it */
  readonly owningConstraint: string | null;
}

/** Indexes of one label, those of constraints and of search included. */
export const indexesOfLabel: QueryContract<IndexesOfLabelParameters, IndexesOfLabelRow> = {
  name: 'read/indexes-of-label',
  access: 'READ',
  needsRevision: false,
  parameters: { label: 'string' },
  columns: { name: 'string', state: 'string', percent: 'float', owningConstraint: 'string?' },
  timeLimitMs: 30000,
  rowLimit: 1000,
};
