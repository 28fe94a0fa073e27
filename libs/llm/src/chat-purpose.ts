import type { CypherNotice, CypherParameter, CypherProblem, CypherValue } from '@codexgraph/graph-model';

/** Which of the configured models answers a call. */
export type ModelRole = 'agent' | 'cypher' | 'critique' | 'generation' | 'description';

/** The two styles of talking with an agent's model. */
export type ReplyProtocol = 'json-action' | 'markers';

/** What a run is for. */
export type AgentTask = 'question-answering' | 'new-code' | 'comments' | 'unit-tests' | 'debugging';

/**
 * What one call of a run expects as its reply:
 * - `round`: text queries, or the end of the search (see docs/agents.md for both protocols);
 * - `answer`: the final answer with its references; `code`: the result of a task that writes code, as edits;
 * - `bug-locations`: places where a bug may be; `patch`: edits that mend it; `repair-code`: the same edits again, with what was wrong with them;
 * - `cypher`: Cypher for text queries; `repair-cypher`: Cypher for those that failed;
 * - `describe`: a description of a symbol; `rerank`: an order of search results.
 */
export type CallStage =
  'round' | 'answer' | 'code' | 'bug-locations' | 'patch' | 'repair-code' | 'cypher' | 'repair-cypher' | 'describe' | 'rerank';

/** A symbol that an answer rests on, as `ask --json` prints it. Lines are 1-based and inclusive. */
export interface Citation {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly qualified_name: string;
  /** Short name of the class of a METHOD or FIELD. */
  readonly class?: string;
  readonly file_path: string;
  readonly start_line?: number;
  readonly end_line?: number;
}

/** The answer's plain value where the question asks for one. */
export type AnswerValue = number | boolean;

/** An earlier question of the same conversation with its verified answer, oldest first in a list. */
export interface ConversationTurn {
  readonly question: string;
  readonly answer: string;
  readonly value?: AnswerValue;
  readonly citations: readonly Citation[];
  /** What was searched for, in the order of the run; a follow-up may build on it. */
  readonly textQueries?: readonly string[];
  /** Cypher that answered, with its parameters. */
  readonly cypher?: readonly CypherText[];
}

/** A Cypher text with the values of its parameters. */
export interface CypherText {
  readonly text: string;
  readonly parameters?: Readonly<Record<string, CypherParameter>>;
}

/** How a query came to its rows when it did not find them as it was written. */
export type MatchFallback = 'case-insensitive' | 'full-text';

/** One Cypher query of a report, with what became of it. */
export interface CypherReportQuery {
  /** Position of its text query in {@link CypherReport.textQueries}. */
  readonly textQuery: number;
  readonly cypher: CypherText;
  readonly outcome: 'rows' | 'empty' | 'failed';
  /** Empty when it failed. */
  readonly columns: readonly string[];
  /** All rows that were read, not only those that fit into the text of the report. */
  readonly rows: readonly (readonly CypherValue[])[];
  /** True when a cap ended the reading. */
  readonly truncated: boolean;
  readonly fallback?: MatchFallback;
  readonly notices: readonly CypherNotice[];
  /** Only when it failed. */
  readonly problems: readonly CypherProblem[];
  /** For an empty result: which part matched nothing, in one sentence. */
  readonly explanation?: string;
  /** Attempts that this query took, 1.. */
  readonly attempts: number;
}

/** What the CypherAgent found out about some text queries. */
export interface CypherReport {
  readonly textQueries: readonly string[];
  readonly queries: readonly CypherReportQuery[];
  /** The compact text that the calling agent's model sees. */
  readonly text: string;
}

/** A query that must be written again, with the exact errors in terms of its own text. */
export interface FailedQuery {
  readonly textQuery: string;
  readonly cypher: string;
  readonly problems: readonly CypherProblem[];
}

/** A file or a part of one that the user asked about, as it is in the indexed revision. */
export interface QuotedFile {
  readonly filePath: string;
  readonly text: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly totalLines: number;
}

/** What every call of a run knows, whatever it is for. */
export interface RunPurpose {
  readonly role: Exclude<ModelRole, 'description' | 'cypher'>;
  readonly stage: Exclude<CallStage, 'cypher' | 'repair-cypher' | 'describe' | 'rerank'>;
  readonly protocol: ReplyProtocol;
  readonly task: AgentTask;
  readonly repository: string;
  readonly question: string;
  readonly file?: QuotedFile;
  /** Oldest first, cut to the token budget. */
  readonly conversation: readonly ConversationTurn[];
  /** Reports of this run so far, oldest first. */
  readonly reports: readonly CypherReport[];
  /** 1-based number of this round; `rounds` is the limit. The last one must end the search. */
  readonly round: number;
  readonly rounds: number;
  /** Answer of a round that also asked for a search (marker protocol). */
  readonly draft?: string;
  /** What was wrong with the reply before, when this call asks for another. */
  readonly complaint?: string;
}

/** A call of the CypherAgent. */
export interface CypherPurpose {
  readonly role: 'cypher';
  readonly stage: 'cypher' | 'repair-cypher';
  readonly repository: string;
  /** The user's question behind the text queries, where there is one. */
  readonly question?: string;
  readonly textQueries: readonly string[];
  /** Stage `repair-cypher`: only the queries that failed. */
  readonly failures: readonly FailedQuery[];
  readonly conversation: readonly ConversationTurn[];
  /** 1 for the first try, 2.. for repairs. */
  readonly attempt: number;
}

/** A call that describes a symbol for the index. */
export interface DescriptionPurpose {
  readonly role: 'description';
  readonly stage: 'describe';
  readonly repository: string;
  readonly symbolId: string;
}

/** A call that orders search results. */
export interface RerankPurpose {
  readonly role: 'critique';
  readonly stage: 'rerank';
  readonly query: string;
}

/**
 * Why a model is called, as typed data. Models behind a network ignore it and read the messages; the offline planner reads this and ignores the
 * messages. Both must write replies in the same forms, which docs/agents.md states.
 */
export type ChatPurpose = RunPurpose | CypherPurpose | DescriptionPurpose | RerankPurpose;
