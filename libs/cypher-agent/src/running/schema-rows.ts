import {
  NODE_LABELS,
  NODE_PROPERTIES,
  RELATION_ENDS,
  RELATION_PROPERTIES,
  RELATION_TYPES,
  type GraphCounts,
  type NodeLabel,
  type RelationType,
} from '@codexgraph/graph-model';
import type { SchemaRow, SchemaValue } from '../safety/scoping/scope-context.js';

/** Labels, types and properties that a repository really has. */
export interface RepositoryVocabulary {
  readonly labels: readonly NodeLabel[];
  readonly types: readonly RelationType[];
  /** Sorted. */
  readonly properties: readonly string[];
}

/** What a repository with those counts has. */
export function vocabularyOf({ nodes, edges }: Pick<GraphCounts, 'nodes' | 'edges'>): RepositoryVocabulary {
  const labels = NODE_LABELS.filter((label) => (nodes[label] ?? 0) > 0);
  const types = RELATION_TYPES.filter((type) => (edges[type] ?? 0) > 0);
  const names = [
    ...labels.flatMap((label) => Object.keys(NODE_PROPERTIES[label])),
    ...types.flatMap((type) => Object.keys(RELATION_PROPERTIES[type])),
  ];
  return { labels, types, properties: [...new Set(names)].sort() };
}

/** Rows with which the procedures about the schema are answered, by their name in lower case. */
export function schemaRows(
  vocabulary: RepositoryVocabulary,
  counts: Pick<GraphCounts, 'nodes' | 'edges'>,
): Readonly<Record<string, readonly SchemaRow[]>> {
  const { labels, types, properties } = vocabulary;
  return {
    'db.schema.visualization': [visualization(vocabulary)],
    'apoc.meta.schema': [{ value: metaSchema(vocabulary, counts) }],
    'db.labels': labels.map((label) => ({ label })),
    'db.relationshiptypes': types.map((relationshipType) => ({ relationshipType })),
    'db.propertykeys': properties.map((propertyKey) => ({ propertyKey })),
    'db.schema.nodetypeproperties': labels.flatMap((label) =>
      Object.entries(NODE_PROPERTIES[label]).map(([propertyName, type]) => ({
        nodeType: `:\`${label}\``,
        nodeLabels: [label],
        propertyName,
        propertyTypes: [type],
        mandatory: ['id', 'name', 'qualified_name', 'file_path'].includes(propertyName),
      })),
    ),
    'db.schema.reltypeproperties': types.flatMap((type) =>
      Object.entries(RELATION_PROPERTIES[type]).map(([propertyName, propertyType]) => ({
        relType: `:\`${type}\``,
        propertyName,
        propertyTypes: [propertyType],
        mandatory: false,
      })),
    ),
  };
}

/** Nodes and relationships of the schema as maps: they stand for no node of the graph. */
function visualization({ labels, types }: RepositoryVocabulary): SchemaRow {
  return {
    nodes: labels.map((name) => ({ name, indexes: [], constraints: [] })),
    relationships: types.flatMap((name) => endsOf(name, labels).map(([from, to]) => ({ name, from, to }))),
  };
}

/** The map that `apoc.meta.schema` gives: labels and types with their properties and counts. */
function metaSchema(
  { labels, types }: RepositoryVocabulary,
  { nodes, edges }: Pick<GraphCounts, 'nodes' | 'edges'>,
): SchemaValue {
  const propertiesOf = (properties: Readonly<Record<string, string>>): SchemaValue =>
    Object.fromEntries(Object.entries(properties).map(([name, type]) => [name, { type, indexed: false, unique: false }]));
  const ofLabels = labels.map((label): [string, SchemaValue] => {
    const outgoing = types.filter((type) => endsOf(type, labels).some(([from]) => from === label));
    const relationships = outgoing.map((type): [string, SchemaValue] => [
      type,
      { direction: 'out', labels: [...new Set(endsOf(type, labels).flatMap(([from, to]) => (from === label ? [to] : [])))] },
    ]);
    const properties = propertiesOf(NODE_PROPERTIES[label]);
    return [label, { type: 'node', count: nodes[label] ?? 0, properties, relationships: Object.fromEntries(relationships) }];
  });
  const ofTypes = types.map((type): [string, SchemaValue] => [
    type,
    { type: 'relationship', count: edges[type] ?? 0, properties: propertiesOf(RELATION_PROPERTIES[type]) },
  ]);
  return Object.fromEntries([...ofLabels, ...ofTypes]);
}

/** Pairs of labels that a type of relationship can join. */
function endsOf(type: RelationType, labels: readonly NodeLabel[]): readonly (readonly [from: NodeLabel, to: NodeLabel])[] {
  const { from, to } = RELATION_ENDS[type];
  return from
    .flatMap((start) => to.map((end) => [start, end] as const))
    .filter((pair) => pair.every((label) => labels.includes(label)));
}
