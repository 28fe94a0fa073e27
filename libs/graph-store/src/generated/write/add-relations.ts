// Generated from cypher/write/add-relations.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface AddRelationsParameters {
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
  /** labels that tell what a node stands for */
  readonly kindLabels: readonly string[];
}

interface AddRelationsRow {
  readonly created: number;
  /** different triples of type and the kind labels of both ends */
  readonly joins: readonly (readonly string[])[];
}

/** Writes relationships between nodes of the published revision. */
export const addRelations: QueryContract<AddRelationsParameters, AddRelationsRow> = {
  name: 'write/add-relations',
  access: 'WRITE',
  needsRevision: true,
  parameters: { sources: 'list<string>', targets: 'list<string>', last: 'integer', types: 'list<string>', lines: 'list<list<integer>>', shared: 'list<map>', kinds: 'list<integer>', kindLabels: 'list<string>' },
  columns: { created: 'integer', joins: 'list<list<string>>' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
