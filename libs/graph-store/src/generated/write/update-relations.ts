// Generated from cypher/write/update-relations.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface UpdateRelationsParameters {
  /** symbol ids */
  readonly sources: readonly string[];
  /** symbol ids */
  readonly targets: readonly string[];
  /** index of the last row */
  readonly last: number;
  /** relation types */
  readonly types: readonly string[];
  /** 1-based */
  readonly lines: readonly (readonly number[])[];
  /** different sets of all other properties */
  readonly shared: readonly (Readonly<Record<string, unknown>>)[];
  /** index into $shared */
  readonly kinds: readonly number[];
}

interface UpdateRelationsRow {
  /** indexes of the rows that were there */
  readonly updated: readonly number[];
}

/** Replaces the properties of relationships of the published revision that are there already. */
export const updateRelations: QueryContract<UpdateRelationsParameters, UpdateRelationsRow> = {
  name: 'write/update-relations',
  access: 'WRITE',
  needsRevision: true,
  parameters: { sources: 'list<string>', targets: 'list<string>', last: 'integer', types: 'list<string>', lines: 'list<list<integer>>', shared: 'list<map>', kinds: 'list<integer>' },
  columns: { updated: 'list<integer>' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
