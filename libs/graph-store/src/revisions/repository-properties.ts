import {
  NODE_LABELS,
  RELATION_TYPES,
  type GraphCounts,
  type RepositoryRecord,
  type RepositorySource,
} from '@codexgraph/graph-model';

type Properties = Readonly<Record<string, unknown>>;

/** Properties of a REPOSITORY node, without the time of publication, which the server adds. Counts are flat, so that Cypher can ask for them. */
export function toRepositoryProperties(record: Omit<RepositoryRecord, 'publishedAt'>): Record<string, string | number> {
  const { source, counts } = record;
  const properties: Record<string, string | number> = {
    name: record.name,
    source_kind: source.kind,
    source_location: source.location,
    source_subfolder: source.subfolder,
    revision: record.revision,
    label: record.label,
    files: counts.files,
    files_skipped: counts.filesSkipped,
    calls_total: counts.calls.total,
    calls_resolved: counts.calls.resolved,
    calls_external: counts.calls.external,
    calls_unresolved: counts.calls.unresolved,
  };
  if (source.requestedRevision !== undefined) properties['source_requested_revision'] = source.requestedRevision;
  if (record.commit !== undefined) properties['commit'] = record.commit;
  for (const [label, count] of Object.entries(counts.nodes)) properties[`nodes_${label}`] = count;
  for (const [type, count] of Object.entries(counts.edges)) properties[`edges_${type}`] = count;
  return properties;
}

/** Label of the published revision; '' when there is none. */
export function publishedLabel(row: { readonly repository: Properties } | undefined): string {
  return row === undefined ? '' : text(row.repository, 'label');
}

/** The record that a REPOSITORY node stands for; counts in the order of the schema. */
export function fromRepositoryProperties(properties: Properties): RepositoryRecord {
  const commit = optionalText(properties, 'commit');
  return {
    name: text(properties, 'name'),
    source: sourceOf(properties),
    ...(commit === undefined ? {} : { commit }),
    revision: text(properties, 'revision'),
    label: text(properties, 'label'),
    publishedAt: text(properties, 'published_at'),
    counts: countsOf(properties),
  };
}

function sourceOf(properties: Properties): RepositorySource {
  const kind = text(properties, 'source_kind');
  const requestedRevision = optionalText(properties, 'source_requested_revision');
  return {
    kind: kind === 'git' || kind === 'archive' ? kind : 'folder',
    location: text(properties, 'source_location'),
    subfolder: text(properties, 'source_subfolder'),
    ...(requestedRevision === undefined ? {} : { requestedRevision }),
  };
}

function countsOf(properties: Properties): GraphCounts {
  return {
    files: count(properties, 'files'),
    filesSkipped: count(properties, 'files_skipped'),
    nodes: countsBy(properties, 'nodes_', NODE_LABELS),
    edges: countsBy(properties, 'edges_', RELATION_TYPES),
    calls: {
      total: count(properties, 'calls_total'),
      resolved: count(properties, 'calls_resolved'),
      external: count(properties, 'calls_external'),
      unresolved: count(properties, 'calls_unresolved'),
    },
  };
}

function countsBy<Key extends string>(
  properties: Properties,
  prefix: string,
  keys: readonly Key[],
): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) if (`${prefix}${key}` in properties) counts[key] = count(properties, `${prefix}${key}`);
  return counts;
}

function text(properties: Properties, key: string): string {
  return optionalText(properties, key) ?? '';
}

function optionalText(properties: Properties, key: string): string | undefined {
  const value = properties[key];
  return typeof value === 'string' ? value : undefined;
}

function count(properties: Properties, key: string): number {
  const value = properties[key];
  return typeof value === 'number' ? value : 0;
}
