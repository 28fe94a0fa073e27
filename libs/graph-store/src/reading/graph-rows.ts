import {
  CodexGraphError,
  NODE_LABELS,
  type EdgeRow,
  type NodeLabel,
  type NodeRow,
  type PropertyValue,
  type RelationType,
} from '@codexgraph/graph-model';

type Properties = Readonly<Record<string, unknown>>;

const LABELS: ReadonlySet<string> = new Set(NODE_LABELS);

/** The row of a stored node; properties sorted by name, those that are null left out. */
export function toNodeRow(node: Properties, labels: readonly string[]): NodeRow {
  const { id, name, qualified_name, file_path, start_line, end_line, ...others } = node;
  const label = labels.find((candidate): candidate is NodeLabel => LABELS.has(candidate));
  if (label === undefined || typeof id !== 'string')
    throw new CodexGraphError('INTERNAL', 'A node of a revision has no kind label or no id; index the repository again.');
  return {
    id,
    label,
    name: text(name),
    qualified_name: text(qualified_name),
    file_path: text(file_path),
    ...(typeof start_line === 'number' ? { start_line } : {}),
    ...(typeof end_line === 'number' ? { end_line } : {}),
    properties: sortedProperties(others),
  };
}

/** The row of a stored relationship. */
export function toEdgeRow(edge: {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly properties: Properties;
}): EdgeRow {
  const { lines, confidence, rule, ...others } = edge.properties;
  return {
    type: edge.type as RelationType,
    source: edge.source,
    target: edge.target,
    lines: Array.isArray(lines) ? (lines as number[]) : [],
    confidence: confidence === 'inferred' || confidence === 'candidate' ? confidence : 'exact',
    rule: text(rule),
    properties: sortedProperties(others),
  };
}

/** The row as indexing made it: descriptions that were derived or made by a model later are left out, so that the same source gives the same rows. */
export function withoutLaterDescription(row: NodeRow): NodeRow {
  const source = row.properties['description_source'];
  if (source === undefined || source === 'docstring') return row;
  const properties = Object.entries(row.properties).filter(([name]) => !name.startsWith('description'));
  return { ...row, properties: Object.fromEntries(properties) };
}

/** Order of edges in an export: type, source, target, role, each by code units. */
export function compareEdges(left: EdgeRow, right: EdgeRow): number {
  return (
    compareText(left.type, right.type) ||
    compareText(left.source, right.source) ||
    compareText(left.target, right.target) ||
    compareText(text(left.properties['role']), text(right.properties['role']))
  );
}

/** Order by UTF-16 code units, the order of `<`. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortedProperties(properties: Properties): Record<string, PropertyValue> {
  const sorted: Record<string, PropertyValue> = {};
  for (const key of Object.keys(properties).sort(compareText)) {
    const value = properties[key];
    if (value !== null && value !== undefined) sorted[key] = value as PropertyValue;
  }
  return sorted;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
