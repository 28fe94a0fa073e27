import type { EdgeRow, NodeRow, RepositoryRecord, SkippedFile } from '@codexgraph/graph-model';
import { compareText } from '../reading/graph-rows.js';

/** One published revision in memory. */
export interface StoredGraph {
  readonly record: RepositoryRecord;
  readonly nodes: ReadonlyMap<string, NodeRow>;
  readonly edges: ReadonlyMap<string, EdgeRow>;
  readonly skipped: readonly SkippedFile[];
}

/** Finds a published graph. @throws CodexGraphError NOT_FOUND */
export type FindGraph = (name: string) => StoredGraph;

/** A row as readers give it: properties sorted, without code. */
export function withoutCode(row: NodeRow): NodeRow {
  const { code: _code, ...properties } = row.properties;
  return sortedProperties({ ...row, properties });
}

/** Order by Unicode code points, the order of the database. */
export function compareCodePoints(left: string, right: string): number {
  const leftPoints = Array.from(left, (character) => character.codePointAt(0) ?? 0);
  const rightPoints = Array.from(right, (character) => character.codePointAt(0) ?? 0);
  const different = leftPoints.findIndex((point, index) => point !== rightPoints[index]);
  return different < 0 ? leftPoints.length - rightPoints.length : (leftPoints[different] ?? 0) - (rightPoints[different] ?? -1);
}

/** The same row with its properties in order of their names. */
export function sortedProperties<Row extends NodeRow | EdgeRow>(row: Row): Row {
  const entries = Object.entries(row.properties).sort(([left], [right]) => compareText(left, right));
  return { ...row, properties: Object.fromEntries(entries) };
}
