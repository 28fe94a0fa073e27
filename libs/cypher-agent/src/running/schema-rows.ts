import {
  NODE_LABELS,
  NODE_PROPERTIES,
  RELATION_PROPERTIES,
  RELATION_TYPES,
  type GraphCounts,
  type NodeLabel,
  type RelationType,
} from '@codexgraph/graph-model';
import type { SchemaRow } from '../safety/scoping/scope-context.js';

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
export function schemaRows({ labels, types, properties }: RepositoryVocabulary): Readonly<Record<string, readonly SchemaRow[]>> {
  return {
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
