// Generated from cypher/write/merge-symbols.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface MergeSymbolsParameters {
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
  /** properties of other passes */
  readonly kept: readonly string[];
}

interface MergeSymbolsRow {
  readonly written: number;
}

/** Writes nodes that are new or changed into the published revision; what other passes wrote about them stays. */
export const mergeSymbols: QueryContract<MergeSymbolsParameters, MergeSymbolsRow> = {
  name: 'write/merge-symbols',
  access: 'WRITE',
  needsRevision: true,
  parameters: { last: 'integer', ids: 'list<string>', labels: 'list<string>', names: 'list<string>', qualifiedNames: 'list<string>', filePaths: 'list<string>', startLines: 'list<integer?>', endLines: 'list<integer?>', signatures: 'list<string?>', codes: 'list<string?>', docstrings: 'list<string?>', shared: 'list<map>', kinds: 'list<integer>', kept: 'list<string>' },
  columns: { written: 'integer' },
  timeLimitMs: 120000,
  rowLimit: 1,
};
