// Generated from cypher/read/symbols-by-qualified-name.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SymbolsByQualifiedNameParameters {
  readonly qualifiedName: string;
}

interface SymbolsByQualifiedNameRow {
  /** properties */
  readonly node: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
}

/** Nodes by their exact dotted name. */
export const symbolsByQualifiedName: QueryContract<SymbolsByQualifiedNameParameters, SymbolsByQualifiedNameRow> = {
  name: 'read/symbols-by-qualified-name',
  access: 'READ',
  needsRevision: true,
  parameters: { qualifiedName: 'string' },
  columns: { node: 'map', labels: 'list<string>' },
  timeLimitMs: 10000,
  rowLimit: 1000,
};
