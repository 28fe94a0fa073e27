import { NODE_LABELS, RELATION_ENDS, RELATION_TYPES, type NodeLabel, type RelationType } from '@codexgraph/graph-model';

/** What each kind of node stands for, and the properties that only it has. */
const NODES: Readonly<Record<NodeLabel, { readonly about: string; readonly properties: readonly string[] }>> = {
  PACKAGE: { about: 'a folder of modules', properties: [] },
  MODULE: { about: 'one source file; its name is its dotted name', properties: ['language', 'lines'] },
  CLASS: {
    about: 'class, interface, struct, trait, enum or object',
    properties: ['kind (which of these)', 'bases (as written)', 'decorators', 'is_abstract'],
  },
  FUNCTION: { about: 'function outside of a class, nested ones too', properties: ['is_async', 'is_generator', 'decorators'] },
  METHOD: {
    about: 'function of a class, constructors and accessors too',
    properties: ['class (short name)', 'kind (method, constructor, getter, setter, static, class)', 'is_async', 'decorators'],
  },
  FIELD: { about: 'attribute of a class or instance, enum member', properties: ['class (short name)', 'type'] },
  GLOBAL_VARIABLE: { about: 'variable or constant of a module', properties: ['type'] },
  TYPE: { about: 'type alias', properties: [] },
  EXTERNAL: { about: 'something outside of the repository that it imports or inherits from', properties: ['package'] },
};

const RELATIONS: Readonly<Record<RelationType, { readonly about: string; readonly properties: readonly string[] }>> = {
  CONTAINS: { about: 'definitions inside of a package, module, class or function; never imports', properties: [] },
  HAS_METHOD: { about: 'own methods only; inherited ones are reached through INHERITS', properties: [] },
  HAS_FIELD: { about: 'own fields only', properties: [] },
  INHERITS: { about: 'from the subclass to its base', properties: ['position', 'kind (extends, implements, embeds, mixes-in)'] },
  OVERRIDES: { about: 'from a method to the nearest one that it overrides', properties: [] },
  IMPORTS: { about: 'what an import statement names', properties: ['alias', 'line', 'star', 'type_only', 'reexport'] },
  CALLS: {
    about: 'from the caller to what is called; a construction points at the constructor where the class has one',
    properties: ['lines', 'confidence (exact, inferred, candidate)', 'rule'],
  },
  INSTANTIATES: { about: 'from the code that constructs to the class', properties: ['lines'] },
  USES: { about: 'reads or writes a variable or field', properties: ['lines', 'reads', 'writes'] },
  REFERENCES: { about: 'names without calling: types, callbacks, decorators', properties: ['role (type, value, decorator)'] },
};

const COMMON_PROPERTIES = [
  'id',
  'name (short)',
  'qualified_name (dotted, begins with the module)',
  'file_path (relative, with /)',
  'start_line',
  'end_line',
  'signature',
  'code (the source text)',
  'docstring',
  'visibility',
  'is_test',
];

/** The graph's schema as prompts tell it: labels, properties, relationship types with their ends. The same text for every repository. */
export function schemaText(): string {
  const nodes = NODE_LABELS.map((label) => {
    const { about, properties } = NODES[label];
    return `- ${label}: ${about}${properties.length === 0 ? '' : `; also ${properties.join(', ')}`}`;
  });
  const relations = RELATION_TYPES.map((type) => {
    const { about, properties } = RELATIONS[type];
    const { from, to } = RELATION_ENDS[type];
    return `- (${from.join('|')})-[:${type}]->(${to.join('|')}): ${about}${properties.length === 0 ? '' : `; ${properties.join(', ')}`}`;
  });
  return [
    'Nodes (every one has exactly one of these labels):',
    ...nodes,
    `Properties of all nodes: ${COMMON_PROPERTIES.join(', ')}.`,
    'Relationships:',
    ...relations,
  ].join('\n');
}
