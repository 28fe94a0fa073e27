/** k and limits of searches are lowered to this. */
export const MAX_SEARCH_RESULTS = 1000;

/** A search in an index of the repository. */
export interface SearchProcedure {
  readonly kind: 'search';
  readonly name: string;
  readonly columns: readonly string[];
  readonly index: 'fulltext' | 'vector';
  readonly argumentsAfterIndex: number;
  /** Place, after the index, of the argument that says how many results are wanted. */
  readonly countArgument?: number;
  readonly example: string;
}

/** A procedure about the schema, answered from the repository itself. */
export interface SchemaProcedure {
  readonly kind: 'schema';
  readonly name: string;
  readonly columns: readonly string[];
}

const PROCEDURES: readonly (SearchProcedure | SchemaProcedure)[] = [
  { kind: 'schema', name: 'db.labels', columns: ['label'] },
  { kind: 'schema', name: 'db.relationshipTypes', columns: ['relationshipType'] },
  { kind: 'schema', name: 'db.propertyKeys', columns: ['propertyKey'] },
  {
    kind: 'schema',
    name: 'db.schema.nodeTypeProperties',
    columns: ['nodeType', 'nodeLabels', 'propertyName', 'propertyTypes', 'mandatory'],
  },
  {
    kind: 'schema',
    name: 'db.schema.relTypeProperties',
    columns: ['relType', 'propertyName', 'propertyTypes', 'mandatory'],
  },
  { kind: 'schema', name: 'db.schema.visualization', columns: ['nodes', 'relationships'] },
  { kind: 'schema', name: 'apoc.meta.schema', columns: ['value'] },
  {
    kind: 'search',
    name: 'db.index.fulltext.queryNodes',
    columns: ['node', 'score'],
    index: 'fulltext',
    argumentsAfterIndex: 1,
    example: "db.index.fulltext.queryNodes('code_fulltext', 'words') YIELD node, score",
  },
  {
    kind: 'search',
    name: 'db.index.vector.queryNodes',
    columns: ['node', 'score'],
    index: 'vector',
    argumentsAfterIndex: 2,
    countArgument: 0,
    example: "db.index.vector.queryNodes('code_vector', 10, $vector) YIELD node, score",
  },
];
const BY_NAME = new Map(PROCEDURES.map((procedure) => [procedure.name.toLowerCase(), procedure]));

/** The procedure of that name, in any case; undefined for all that are not allowed. */
export function procedureNamed(name: string): SearchProcedure | SchemaProcedure | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** Names of the allowed procedures. */
export const PROCEDURE_NAMES: readonly string[] = PROCEDURES.map((procedure) => procedure.name);
