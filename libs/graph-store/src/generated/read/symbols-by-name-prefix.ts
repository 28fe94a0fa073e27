// Generated from cypher/read/symbols-by-name-prefix.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SymbolsByNamePrefixParameters {
  readonly prefix: string;
  /** kind labels */
  readonly labels: readonly string[];
  /** an empty string from the start */
  readonly afterName: string;
  /** an empty string from the start */
  readonly afterId: string;
  /** 1..1001 */
  readonly limit: number;
}

interface SymbolsByNamePrefixRow {
  /** properties */
  readonly node: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
}

/** Nodes by the beginning of their short name, from a place in the list on. */
export const symbolsByNamePrefix: QueryContract<SymbolsByNamePrefixParameters, SymbolsByNamePrefixRow> = {
  name: 'read/symbols-by-name-prefix',
  access: 'READ',
  needsRevision: true,
  parameters: { prefix: 'string', labels: 'list<string>', afterName: 'string', afterId: 'string', limit: 'integer' },
  columns: { node: 'map', labels: 'list<string>' },
  timeLimitMs: 10000,
  rowLimit: 1001,
};
