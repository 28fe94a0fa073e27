/** A value of an answer. Objects carry exactly one key that says what they are, so that a map with a key `node` is not taken for a node. */
export type CypherValue =
  | null
  | boolean
  | number
  /** Also integers beyond 2^53 (decimal), non-finite floats (`NaN`, `Infinity`, `-Infinity`), and dates, times and durations (ISO 8601). */
  | string
  | readonly CypherValue[]
  | { readonly map: CypherMap }
  | { readonly node: CypherNode }
  | { readonly relationship: CypherRelationship }
  | { readonly path: CypherPath };

/** Keys come in the order of the server. */
export type CypherMap = Readonly<Record<string, CypherValue>>;

/** A symbol. `labels` are kind labels only; neither labels nor properties that the product keeps for itself are shown. */
export interface CypherNode {
  readonly labels: readonly string[];
  readonly properties: CypherMap;
}

/** A relation between symbols. */
export interface CypherRelationship {
  readonly type: string;
  readonly properties: CypherMap;
}

/** A walk: one more node than relationships, in the order of the walk. */
export interface CypherPath {
  readonly nodes: readonly CypherNode[];
  readonly relationships: readonly CypherRelationship[];
}

/** Values that a query may be given: JSON. Whole numbers become integers. */
export type CypherParameter =
  null | boolean | number | string | readonly CypherParameter[] | { readonly [key: string]: CypherParameter };

/** Why a query was refused, or what went wrong when it ran. */
export type CypherProblemCode =
  | 'SYNTAX'
  /** Cannot be read safely: NUL, half a surrogate pair, a broken escape. */
  | 'CHARACTERS'
  | 'WRITE'
  | 'CLAUSE'
  | 'PROCEDURE'
  | 'FUNCTION'
  | 'INDEX'
  | 'MULTIPLE'
  | 'PREFIX'
  | 'PARAMETER'
  /** Valid, but in a form that cannot be kept inside the repository; `hint` has another form. */
  | 'UNSUPPORTED'
  | 'BOUND'
  | 'TIME'
  | 'MEMORY'
  | 'RUNTIME'
  | 'BUSY'
  | 'INTERNAL';

/** One thing that is wrong with a query, in words about the user's own text. Never quotes a value of a property, nor names of the product's own. */
export interface CypherProblem {
  readonly code: CypherProblemCode;
  /** One sentence without position. */
  readonly message: string;
  /** 1-based line and column (in Unicode characters) in the user's own text; a tab is one column. Both 1 when the whole text is meant. */
  readonly line: number;
  readonly column: number;
  /** The position just after the last character. */
  readonly endLine?: number;
  readonly endColumn?: number;
  /** What to write instead: a phrase or a piece of Cypher. */
  readonly hint?: string;
  /** The nearest name that exists, when a name is the problem. */
  readonly suggestion?: string;
}

/** Said beside an answer: a label, type or property that does not exist, or a direction in which nothing points. */
export interface CypherNotice {
  readonly code: 'UNKNOWN_LABEL' | 'UNKNOWN_TYPE' | 'UNKNOWN_PROPERTY' | 'UNKNOWN_NAME' | 'WRONG_DIRECTION' | 'CAPPED';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly suggestion?: string;
}

/** What one run may cost. Above the runner's ceilings a value is lowered to the ceiling. */
export interface CypherLimits {
  /** Rows that are read; the rest is not. Default 1000. */
  readonly maxRows?: number;
  /** Default 10,000. */
  readonly timeoutMs?: number;
  /** Bytes of the answer as JSON, about. Default 10 MB. */
  readonly maxBytes?: number;
}

/** A query of a person, a program or a model. */
export interface CypherRequest {
  readonly repository: string;
  readonly text: string;
  readonly parameters?: Readonly<Record<string, CypherParameter>>;
  readonly limits?: CypherLimits;
  /** Aborting it stops the query on the server as well. */
  readonly signal?: AbortSignal;
  /** Name under which {@link CypherRunner.cancel} finds this run; unique among running ones. */
  readonly requestId?: string;
  /** Counts what every step of the plan did while it runs; a run takes somewhat longer so. */
  readonly profile?: boolean;
}

/** An answer. */
export interface CypherRows {
  readonly kind: 'rows';
  /** Headers as the user's own text has them, in its order. */
  readonly columns: readonly string[];
  /** In the server's order; each row has one value a column. */
  readonly rows: readonly (readonly CypherValue[])[];
  /** The cap that ended the reading before the answer was whole. */
  readonly truncated?: 'rows' | 'bytes' | 'cell';
  readonly notices: readonly CypherNotice[];
  readonly elapsedMs: number;
  /** The user's text as it was given. */
  readonly writtenText: string;
  /** What ran, in the user's own names: the text confined to the repository. */
  readonly scopedText: string;
  /** The published revision that was read. */
  readonly revision: string;
  /** What the steps did, when that was asked for; absent when the answer was cut, for then the server tells nothing. */
  readonly plan?: CypherPlanStep;
}

/** What became of a query. Expected failures are values; only faults of the product itself are thrown. */
export type CypherOutcome =
  | CypherRows
  /** Found before anything ran; all findings, in the order of the text. */
  | { readonly kind: 'refused'; readonly problems: readonly CypherProblem[] }
  /** Found while it ran. */
  | { readonly kind: 'failed'; readonly problem: CypherProblem }
  | { readonly kind: 'stopped'; readonly by: 'timeout' | 'cancel'; readonly problem: CypherProblem };

/** One step of the server's plan, in the user's own names. */
export interface CypherPlanStep {
  /** Such as `NodeByLabelScan`, `Expand(All)`, `Filter`. */
  readonly operator: string;
  /** The user's variables that the step works on, sorted. */
  readonly variables: readonly string[];
  /** Rows that the step gave, and its accesses to the store, of a run that was measured; absent where they would tell of other repositories. */
  readonly rows?: number;
  readonly hits?: number;
  readonly children: readonly CypherPlanStep[];
}

/** How a query would run. */
export type CypherExplanation =
  | {
      readonly kind: 'plan';
      readonly columns: readonly string[];
      readonly scopedText: string;
      readonly plan: CypherPlanStep;
      readonly notices: readonly CypherNotice[];
    }
  | Exclude<CypherOutcome, { readonly kind: 'rows' }>;

/** What can be written at a place of a query. */
export interface CypherCompletion {
  readonly kind: 'keyword' | 'label' | 'type' | 'property' | 'function' | 'procedure' | 'variable' | 'symbol';
  /** What to insert, quoted where it needs quotes. */
  readonly text: string;
  /** A few words about it. */
  readonly detail?: string;
}

/** Asks what may follow. */
export interface CypherCompletionRequest {
  readonly repository: string;
  readonly text: string;
  /** Place of the cursor in UTF-16 units, 0..length of the text. */
  readonly offset: number;
  /** 1..200; default 50. */
  readonly limit?: number;
}

/** Completions and the part of the text that they replace: `from` (inclusive) to the cursor, in UTF-16 units. */
export interface CypherCompletions {
  readonly from: number;
  /** Best first. */
  readonly items: readonly CypherCompletion[];
}

/**
 * Runs Cypher that can only read, only see one repository, and not run away. The one way of agents, playground, GraphQL and CLI to the graph by query.
 * Every method throws NOT_FOUND when there is no such repository and DATABASE_UNAVAILABLE when nobody answers.
 */
export interface CypherRunner {
  run(request: CypherRequest): Promise<CypherOutcome>;
  /** Checks and plans a query without running it. */
  explain(request: Omit<CypherRequest, 'limits'>): Promise<CypherExplanation>;
  complete(request: CypherCompletionRequest): Promise<CypherCompletions>;
  /** Stops the run of that id, on the server too. False when none of that id runs. */
  cancel(requestId: string): boolean;
}

/** A value in plain JSON, as people expect it: nodes as `{labels, properties}`, relationships as `{type, properties}`, paths as `{nodes, relationships}`, maps as they are. */
export function plainCypherValue(value: CypherValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(plainCypherValue);
  if ('map' in value) return plainMap(value.map);
  if ('node' in value) return plainElement(value.node);
  if ('relationship' in value) return plainElement(value.relationship);
  return { nodes: value.path.nodes.map(plainElement), relationships: value.path.relationships.map(plainElement) };
}

function isList(value: object): value is readonly CypherValue[] {
  return Array.isArray(value);
}

function plainMap(map: CypherMap): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plainCypherValue(value)]));
}

function plainElement(element: CypherNode | CypherRelationship): Record<string, unknown> {
  return { ...element, properties: plainMap(element.properties) };
}
