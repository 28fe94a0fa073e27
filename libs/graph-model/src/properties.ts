import { NODE_LABELS, RELATION_TYPES, type NodeLabel, type RelationType } from './labels.js';

/** Type of a property as it is stored. */
export type PropertyType = 'STRING' | 'INTEGER' | 'BOOLEAN' | 'LIST<STRING>' | 'LIST<INTEGER>';

type PropertyTypes = Readonly<Record<string, PropertyType>>;

const COMMON: PropertyTypes = {
  id: 'STRING',
  name: 'STRING',
  qualified_name: 'STRING',
  file_path: 'STRING',
  start_line: 'INTEGER',
  end_line: 'INTEGER',
  signature: 'STRING',
  code: 'STRING',
  docstring: 'STRING',
  description: 'STRING',
  visibility: 'STRING',
  is_test: 'BOOLEAN',
};
const CALLER: PropertyTypes = { calls_total: 'INTEGER', calls_resolved: 'INTEGER', calls_external: 'INTEGER' };
const CALLABLE: PropertyTypes = { is_async: 'BOOLEAN', is_generator: 'BOOLEAN', decorators: 'LIST<STRING>', ...CALLER };

/** Properties that nodes of each kind may have, beside those that all kinds share; names in the order of reports. */
const OF_LABEL: Readonly<Partial<Record<NodeLabel, PropertyTypes>>> = {
  MODULE: {
    language: 'STRING',
    hash: 'STRING',
    lines: 'INTEGER',
    imports_unresolved: 'INTEGER',
    parse_errors: 'INTEGER',
    ...CALLER,
  },
  CLASS: { kind: 'STRING', bases: 'LIST<STRING>', decorators: 'LIST<STRING>', is_abstract: 'BOOLEAN', ...CALLER },
  FUNCTION: CALLABLE,
  METHOD: { class: 'STRING', kind: 'STRING', ...CALLABLE },
  FIELD: { class: 'STRING', type: 'STRING' },
  GLOBAL_VARIABLE: { type: 'STRING' },
  EXTERNAL: { package: 'STRING' },
};

const RELATION_COMMON: PropertyTypes = {
  lines: 'LIST<INTEGER>',
  confidence: 'STRING',
  rule: 'STRING',
  candidates: 'INTEGER',
};
const OF_TYPE: Readonly<Partial<Record<RelationType, PropertyTypes>>> = {
  INHERITS: { position: 'INTEGER', kind: 'STRING' },
  IMPORTS: { alias: 'STRING', star: 'BOOLEAN', type_only: 'BOOLEAN', reexport: 'BOOLEAN' },
  USES: { reads: 'INTEGER', writes: 'INTEGER' },
  REFERENCES: { role: 'STRING' },
};

/** Types of the properties that nodes of each kind may have, by name. */
export const NODE_PROPERTIES: Readonly<Record<NodeLabel, PropertyTypes>> = byName(NODE_LABELS, COMMON, OF_LABEL);

/** Types of the properties that relationships of each type may have, by name. */
export const RELATION_PROPERTIES: Readonly<Record<RelationType, PropertyTypes>> = byName(
  RELATION_TYPES,
  RELATION_COMMON,
  OF_TYPE,
);

function byName<K extends string>(
  names: readonly K[],
  common: PropertyTypes,
  own: Readonly<Partial<Record<K, PropertyTypes>>>,
): Readonly<Record<K, PropertyTypes>> {
  return Object.fromEntries(names.map((name) => [name, { ...common, ...own[name] }])) as Record<K, PropertyTypes>;
}
