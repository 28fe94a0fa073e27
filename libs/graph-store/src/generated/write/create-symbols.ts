// Generated from cypher/write/create-symbols.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface CreateSymbolsParameters {
  /** revision label */
  readonly revision: string;
  /** index of the last row */
  readonly last: number;
  readonly ids: readonly string[];
  /** kind labels */
  readonly labels: readonly string[];
  readonly names: readonly string[];
  readonly qualifiedNames: readonly string[];
  readonly filePaths: readonly string[];
  /** 1-based */
  readonly startLines: readonly (number | null)[];
  /** 1-based, inclusive */
  readonly endLines: readonly (number | null)[];
  readonly signatures: readonly (string | null)[];
  readonly codes: readonly (string | null)[];
  readonly docstrings: readonly (string | null)[];
  /** different sets of all other properties */
  readonly shared: readonly (Readonly<Record<string, unknown>>)[];
  /** index into $shared */
  readonly kinds: readonly number[];
}

interface CreateSymbolsRow {
  /** internal node ids in the order of the rows */
  readonly keys: readonly number[];
}

/** Writes a batch of new nodes; properties come as columns, and what many nodes share once. */
export const createSymbols: QueryContract<CreateSymbolsParameters, CreateSymbolsRow> = {
  name: 'write/create-symbols',
  access: 'WRITE',
  needsRevision: false,
  parameters: { revision: 'string', last: 'integer', ids: 'list<string>', labels: 'list<string>', names: 'list<string>', qualifiedNames: 'list<string>', filePaths: 'list<string>', startLines: 'list<integer?>', endLines: 'list<integer?>', signatures: 'list<string?>', codes: 'list<string?>', docstrings: 'list<string?>', shared: 'list<map>', kinds: 'list<integer>' },
  columns: { keys: 'list<integer>' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
