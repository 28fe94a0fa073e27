import type { CypherParameter, CypherValue } from './cypher-runner.port.js';

/** A text that is confined to one revision already, and what it may cost. */
export interface ScopedStatement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, CypherParameter>>;
  /** Unique name of the run: by it the server's transaction is found when it must be stopped. */
  readonly runId: string;
  readonly timeoutMs: number;
  readonly maxRows: number;
  readonly maxBytes: number;
  /** Largest list or map in one value, in elements. */
  readonly maxCellElements: number;
  /** Labels of the product's own, taken out of nodes. */
  readonly hiddenLabels: readonly string[];
  /** Measures the steps of the plan as well. */
  readonly profile?: boolean;
  readonly signal?: AbortSignal;
}

/** What the server says is wrong. For the product's own eyes: texts may quote values and rewritten names. */
export interface ScopedFailure {
  readonly kind: 'failed';
  /** Such as `Neo.ClientError.Statement.SyntaxError`. */
  readonly serverCode: string;
  readonly serverMessage: string;
  /** Place in the statement's text, in UTF-16 units. */
  readonly offset?: number;
}

/** What a run gave. */
export type ScopedResult =
  | {
      readonly kind: 'rows';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly CypherValue[])[];
      readonly truncated?: 'rows' | 'bytes' | 'cell';
      /** The measured plan, when it was asked for and the answer was read to its end. */
      readonly profile?: ScopedPlanOperator;
    }
  | { readonly kind: 'stopped'; readonly by: 'timeout' | 'cancel' }
  | ScopedFailure;

/** One operator of a plan as the server tells it. */
export interface ScopedPlanOperator {
  /** Without the database's name. */
  readonly operator: string;
  /** The server's own text about the operator: rewritten names in it. */
  readonly details: string;
  readonly identifiers: readonly string[];
  /** Of a measured plan: rows given, and accesses to the store. */
  readonly rows?: number;
  readonly hits?: number;
  readonly children: readonly ScopedPlanOperator[];
}

/** A plan, with the kind of query: `r` reads only. */
export type ScopedPlan =
  | { readonly kind: 'plan'; readonly queryType: string; readonly columns: readonly string[]; readonly plan: ScopedPlanOperator }
  | ScopedFailure;

/** The published revision of a repository. */
export interface ScopedRevision {
  readonly repository: string;
  readonly revision: string;
  readonly label: string;
}

/**
 * Runs texts that were confined to a revision before: reading sessions, a pool of their own, limits kept on the server and on this side.
 * It trusts nobody with the graph: whoever confines the texts does that. Throws DATABASE_UNAVAILABLE when nobody answers.
 */
export interface ScopedSessionPort {
  /** Languages of Cypher that the server reads; absent: 5 alone. */
  readonly languages?: readonly ('5' | '25')[];
  /** Undefined when there is no such repository. */
  revision(repository: string): Promise<ScopedRevision | undefined>;
  /**
   * The full-text index over the documents of a repository, whether it is there yet or not: its name, and the property of a document that holds the id of its
   * symbol. Absent: queries cannot search.
   */
  textIndex?(repository: string): { readonly name: string; readonly symbolProperty: string };
  /** Plans without running. */
  plan(text: string, parameters: Readonly<Record<string, CypherParameter>>): Promise<ScopedPlan>;
  run(statement: ScopedStatement): Promise<ScopedResult>;
}
