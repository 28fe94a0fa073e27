/** Kind labels of the nodes of a code graph. The order is the order of reports. */
export const NODE_LABELS = [
  'PACKAGE',
  'MODULE',
  'CLASS',
  'FUNCTION',
  'METHOD',
  'FIELD',
  'GLOBAL_VARIABLE',
  'TYPE',
  'EXTERNAL',
] as const;

/** What a node stands for; every node of a repository carries exactly one of these. */
export type NodeLabel = (typeof NODE_LABELS)[number];

/** Labels of nodes that source text defines (everything but packages and externals). */
export type DefinitionLabel = Exclude<NodeLabel, 'PACKAGE' | 'EXTERNAL'>;

/** Types of the relationships of a code graph. The order is the order of reports. */
export const RELATION_TYPES = [
  'CONTAINS',
  'HAS_METHOD',
  'HAS_FIELD',
  'INHERITS',
  'OVERRIDES',
  'IMPORTS',
  'CALLS',
  'INSTANTIATES',
  'USES',
  'REFERENCES',
] as const;

/** How two nodes are related. */
export type RelationType = (typeof RELATION_TYPES)[number];

const CODE: readonly NodeLabel[] = ['FUNCTION', 'METHOD', 'MODULE', 'CLASS'];
const DEFINITIONS: readonly NodeLabel[] = [...CODE, 'FIELD', 'GLOBAL_VARIABLE', 'TYPE'];

/** Which labels each relation type may join: the single statement of the schema that writers and tests check against. */
export const RELATION_ENDS: Readonly<
  Record<RelationType, { readonly from: readonly NodeLabel[]; readonly to: readonly NodeLabel[] }>
> = {
  CONTAINS: {
    from: ['PACKAGE', 'MODULE', 'CLASS', 'FUNCTION', 'METHOD'],
    to: ['PACKAGE', 'MODULE', 'CLASS', 'FUNCTION', 'GLOBAL_VARIABLE', 'TYPE'],
  },
  HAS_METHOD: { from: ['CLASS'], to: ['METHOD'] },
  HAS_FIELD: { from: ['CLASS'], to: ['FIELD'] },
  INHERITS: { from: ['CLASS'], to: ['CLASS', 'EXTERNAL'] },
  OVERRIDES: { from: ['METHOD'], to: ['METHOD'] },
  IMPORTS: {
    from: ['MODULE'],
    to: ['MODULE', 'CLASS', 'FUNCTION', 'GLOBAL_VARIABLE', 'TYPE', 'EXTERNAL'],
  },
  CALLS: { from: CODE, to: ['FUNCTION', 'METHOD'] },
  INSTANTIATES: { from: CODE, to: ['CLASS'] },
  USES: { from: CODE, to: ['GLOBAL_VARIABLE', 'FIELD'] },
  REFERENCES: { from: DEFINITIONS, to: ['CLASS', 'FUNCTION', 'METHOD', 'TYPE'] },
};
