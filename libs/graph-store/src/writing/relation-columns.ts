import { CodexGraphError, RELATION_TYPES, type EdgeRow, type PropertyValue } from '@codexgraph/graph-model';
import { SharedProperties } from './shared-properties.js';

const TYPES: ReadonlySet<string> = new Set(RELATION_TYPES);

/** Edges as columns; see SymbolColumns. `End` is an internal node id in a full write, a symbol id in a difference. */
export interface RelationColumns<End> {
  readonly last: number;
  readonly sources: End[];
  readonly targets: End[];
  readonly types: string[];
  readonly lines: (readonly number[])[];
  readonly shared: readonly Readonly<Record<string, PropertyValue>>[];
  readonly kinds: number[];
}

/**
 * Columns of some edges, in their order.
 *
 * @param endOf what stands for a symbol id.
 * @throws CodexGraphError BAD_INPUT for an unknown type.
 */
export function relationColumns<End>(rows: readonly EdgeRow[], endOf: (id: string, row: EdgeRow) => End): RelationColumns<End> {
  const shared = new SharedProperties();
  const columns: RelationColumns<End> = {
    last: rows.length - 1,
    sources: [],
    targets: [],
    types: [],
    lines: [],
    shared: shared.sets,
    kinds: [],
  };
  for (const row of rows) {
    if (!TYPES.has(row.type)) throw new CodexGraphError('BAD_INPUT', `An edge has the unknown type '${row.type.slice(0, 100)}'.`);
    columns.sources.push(endOf(row.source, row));
    columns.targets.push(endOf(row.target, row));
    columns.types.push(row.type);
    columns.lines.push(row.lines);
    columns.kinds.push(shared.indexOf({ confidence: row.confidence, rule: row.rule, ...row.properties }));
  }
  return columns;
}

/** Role of an edge, '' where its type has none. */
export function roleOf(row: EdgeRow): string {
  const role = row.properties['role'];
  return typeof role === 'string' ? role : '';
}
