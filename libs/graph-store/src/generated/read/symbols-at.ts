// Generated from cypher/read/symbols-at.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface SymbolsAtParameters {
  /** relative */
  readonly filePath: string;
  /** 1-based */
  readonly line: number;
}

interface SymbolsAtRow {
  /** properties */
  readonly node: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
}

/** Nodes whose lines enclose a line of a file, innermost first. */
export const symbolsAt: QueryContract<SymbolsAtParameters, SymbolsAtRow> = {
  name: 'read/symbols-at',
  access: 'READ',
  needsRevision: true,
  parameters: { filePath: 'string', line: 'integer' },
  columns: { node: 'map', labels: 'list<string>' },
  timeLimitMs: 10000,
  rowLimit: 1000,
};
