// Generated from cypher/read/related-symbols-out.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

interface RelatedSymbolsOutParameters {
  /** symbol id */
  readonly id: string;
  /** relation types */
  readonly types: readonly string[];
  /** an empty string from the start */
  readonly afterType: string;
  readonly afterId: string;
  readonly afterRole: string;
  /** 1..1001 */
  readonly limit: number;
}

interface RelatedSymbolsOutRow {
  readonly type: string;
  /** of the relationship */
  readonly properties: Readonly<Record<string, unknown>>;
  /** properties of the other end */
  readonly node: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
}

/** Relationships of a node in the direction out, from a place in the list on. */
export const relatedSymbolsOut: QueryContract<RelatedSymbolsOutParameters, RelatedSymbolsOutRow> = {
  name: 'read/related-symbols-out',
  access: 'READ',
  needsRevision: true,
  parameters: { id: 'string', types: 'list<string>', afterType: 'string', afterId: 'string', afterRole: 'string', limit: 'integer' },
  columns: { type: 'string', properties: 'map', node: 'map', labels: 'list<string>' },
  timeLimitMs: 30000,
  rowLimit: 1001,
};
