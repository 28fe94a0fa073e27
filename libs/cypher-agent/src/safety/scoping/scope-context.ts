import type { CypherProblemCode } from '@codexgraph/graph-model';
import type { Span } from '../syntax/token.js';

/** Rules of the rewriting, each of which a test can switch off to show that other tests notice. */
export const SCOPE_RULES = [
  'label-named-nodes',
  'label-anonymous-nodes',
  'keep-user-labels-together',
  'label-inner-nodes',
  'translate-ranges',
  'check-shortest-paths',
  'check-path-comprehensions',
  'check-self-loops',
  'label-predicate-nodes',
  'guard-partial-conditions',
  'guard-partial-properties',
  'hide-internal-labels',
  'keep-headers',
  'expand-star',
  'label-yielded-nodes',
  'quote-names',
  'quote-strings',
  'fix-language',
  'map-indexes',
  'answer-schema-procedures',
] as const;

/** See {@link SCOPE_RULES}. */
export type ScopeRule = (typeof SCOPE_RULES)[number];

/** A value that the product itself knows, such as a row about the schema. */
export type SchemaValue = string | boolean | number | readonly SchemaValue[] | { readonly [key: string]: SchemaValue };

/** Rows with which a procedure about the schema is answered. */
export type SchemaRow = Readonly<Record<string, SchemaValue>>;

/** Languages that a server may read. */
export type CypherLanguage = '5' | '25';

/** An index that queries may search. */
export interface ScopeIndex {
  readonly kind: 'fulltext' | 'vector';
  /** As the server knows it. */
  readonly physicalName: string;
  /**
   * Property of the index's nodes that holds the `id` of the symbol that they stand for; their words are in lower case. Absent: the index holds the symbols
   * themselves.
   */
  readonly symbolProperty?: string;
}

/** What a query is confined to, and what it may know. */
export interface ScopeContext {
  /** Label that every node of the revision carries; letters, digits and `_`. */
  readonly label: string;
  /** Labels that are hidden from `labels(n)`, besides `label`. */
  readonly hiddenLabels?: readonly string[];
  /** Index by the name that people use; the physical name is printed. */
  readonly indexes?: Readonly<Record<string, ScopeIndex>>;
  /** Values of the query's parameters. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Rows by procedure (lower case): `db.labels`, `db.relationshipTypes`, ... Absent: the procedure is refused. */
  readonly schema?: Readonly<Record<string, readonly SchemaRow[]>>;
  /** Languages of the server. Default 5 alone. */
  readonly languages?: readonly CypherLanguage[];
  /** Nodes of the repository: what one aggregation may gather. Default 1000. */
  readonly nodeCount?: number;
  /** Rules that are switched off; for tests of the tests alone. */
  readonly without?: ReadonlySet<ScopeRule>;
}

/** A reason not to run a query. */
export interface ScopeProblem {
  readonly code: CypherProblemCode;
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  readonly suggestion?: string;
}

/** Thrown while printing and caught by `scope`: the query cannot be confined as it is written. */
export class ScopeRefusal extends Error {
  override readonly name = 'ScopeRefusal';
  readonly problem: ScopeProblem;

  constructor(problem: ScopeProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
