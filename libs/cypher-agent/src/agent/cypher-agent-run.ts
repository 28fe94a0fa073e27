import type { CypherNotice, CypherProblem, CypherValue } from '@codexgraph/graph-model';
import type { ChatRequest, CompletedText, ConversationTurn, CypherText, MatchFallback } from '@codexgraph/llm';

/** What the CypherAgent does, as it happens. Queries are named by numbers that its caller gives out. */
export type CypherAgentEvent =
  | {
      readonly kind: 'cypher-started';
      readonly query: number;
      /** The text query it serves, in words. */
      readonly textQuery: string;
      readonly cypher: CypherText;
      readonly attempt: number;
      readonly fallback?: MatchFallback;
    }
  | {
      readonly kind: 'cypher-rows';
      readonly query: number;
      /** What ran: the text confined to the repository. */
      readonly scopedText: string;
      readonly columns: readonly string[];
      /** At most the first 50. */
      readonly rows: readonly (readonly CypherValue[])[];
      readonly rowCount: number;
      readonly truncated: boolean;
      readonly notices: readonly CypherNotice[];
      readonly elapsedMs: number;
      /** For an empty result: which part matched nothing. */
      readonly explanation?: string;
    }
  | { readonly kind: 'cypher-failed'; readonly query: number; readonly problems: readonly CypherProblem[] };

/** What a run lends to the CypherAgent. */
export interface CypherAgentRun {
  readonly repository: string;
  /** The user's question behind the text queries. */
  readonly question: string;
  readonly conversation: readonly ConversationTurn[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: CypherAgentEvent) => void;
  /** Calls the model of the request's role; undefined when a bound of the run forbids it. */
  readonly callModel: (request: ChatRequest) => Promise<CompletedText | undefined>;
  /** Number of the next Cypher query, 1..; undefined when a bound of the run forbids it. */
  readonly nextQuery: () => number | undefined;
  /** Told of the revision that each query read. */
  readonly onRevision?: (revision: string) => void;
  /** Text about what a search by words and meaning found for a text query, '' for nothing; absent: there is no search. */
  readonly findByWords?: (words: string) => Promise<string>;
  /** Names queries at the runner, so that they can be cancelled there; absent: not named. */
  readonly requestId?: (query: number) => string;
}

/** Recognises text queries of fixed shapes and gives their Cypher, so that no model is needed for them. */
export interface TextQueryShapes {
  /** Undefined for a text query of no such shape. */
  compile(
    textQuery: string,
    run: { readonly repository: string; readonly signal: AbortSignal },
  ): Promise<readonly CypherText[] | undefined>;
}
