// Generated from cypher/write/create-relations.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface CreateRelationsParameters {
  /** internal node ids */
  readonly sources: readonly number[];
  /** internal node ids */
  readonly targets: readonly number[];
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

interface CreateRelationsRow {
  readonly created: number;
}

/** Writes a batch of new relationships between nodes whose internal ids are known, which spares two index look-ups each. */
export const createRelations: QueryContract<CreateRelationsParameters, CreateRelationsRow> = {
  name: 'write/create-relations',
  access: 'WRITE',
  needsRevision: false,
  parameters: { sources: 'list<integer>', targets: 'list<integer>', last: 'integer', types: 'list<string>', lines: 'list<list<integer>>', shared: 'list<map>', kinds: 'list<integer>' },
  columns: { created: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
