/** Type of a parameter or column as statement headers write it: `string`, `integer`, `float`, `boolean`, `map`, `any`, `list<...>`; a trailing `?` allows null. */
export type CypherType = string;

/** READ statements run in read transactions, WRITE statements in write transactions, SCHEMA statements each in a transaction of their own. */
export type QueryAccess = 'READ' | 'WRITE' | 'SCHEMA';

/** What a program must know to run one statement of `cypher/`; generated from the statement's header. */
export interface QueryContract<Parameters, Row> {
  /** Path in `cypher/` without the ending, such as `read/symbol-by-id`. */
  readonly name: string;
  readonly access: QueryAccess;
  /** True when the text has the placeholder REVISION, which stands for the label of one revision. */
  readonly needsRevision: boolean;
  readonly parameters: Readonly<Record<string, CypherType>>;
  readonly columns: Readonly<Record<string, CypherType>>;
  /** The server stops the statement after this time. */
  readonly timeLimitMs: number;
  /** More rows than this are an error. */
  readonly rowLimit: number;
  /** Carries the types only; never set. */
  readonly types?: { readonly parameters: Parameters; readonly row: Row };
}

/** Any contract, where the types do not matter. */
export type AnyQueryContract = QueryContract<unknown, unknown>;
