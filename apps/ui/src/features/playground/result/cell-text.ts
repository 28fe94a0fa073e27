type Fields = Readonly<Record<string, unknown>>;

/** A node of an answer, as the service writes it. */
export interface NodeValue {
  readonly labels: readonly string[];
  readonly properties: Fields;
}

/** A relation of an answer. */
export interface RelationValue {
  readonly type: string;
  readonly properties: Fields;
}

/** A path of an answer. */
export interface PathValue {
  readonly nodes: readonly NodeValue[];
  readonly relationships: readonly RelationValue[];
}

/** Whether a value is an object with exactly these fields. */
function hasExactly(value: unknown, first: string, second: string): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return first in value && second in value && Object.keys(value).length === 2;
}

/** Whether a value is a node. */
export function isNode(value: unknown): value is NodeValue {
  return hasExactly(value, 'labels', 'properties') && Array.isArray(value['labels']);
}

/** Whether a value is a relation. */
export function isRelation(value: unknown): value is RelationValue {
  return hasExactly(value, 'type', 'properties') && typeof value['type'] === 'string';
}

/** Whether a value is a path. */
export function isPath(value: unknown): value is PathValue {
  return hasExactly(value, 'nodes', 'relationships') && Array.isArray(value['nodes']) && Array.isArray(value['relationships']);
}

/** The name of a node as people know it. */
export function nodeName({ properties, labels }: NodeValue): string {
  const { name, id } = properties;
  return typeof name === 'string' ? name : typeof id === 'string' ? id : (labels[0] ?? '');
}

const MAX_PATH_NODES = 12;

/** A value on one line. Nodes and relations are short: what they hold is seen when the row is opened. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isNode(value)) return `(${nodeName(value)}:${value.labels.join(':')})`;
  if (isRelation(value)) return `[:${value.type}]`;
  if (isPath(value)) return pathText(value);
  if (Array.isArray(value)) return `[${value.map(cellText).join(', ')}]`;
  return JSON.stringify(value);
}

function pathText({ nodes }: PathValue): string {
  const names = nodes.slice(0, MAX_PATH_NODES).map(nodeName).join(' – ');
  return nodes.length > MAX_PATH_NODES ? `${names} – … (${String(nodes.length)})` : names;
}
