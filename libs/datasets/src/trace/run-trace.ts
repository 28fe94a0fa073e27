import type { CypherParameter, CypherValue } from '@codexgraph/graph-model';

/** Version of the shape below; a reader for each older one stands beside this file. */
export const TRACE_SCHEMA = 'codexgraph.trace/1';

/** One attempt at a text query. */
export interface TraceQuery {
  /** The text query it served, in words. */
  readonly textQuery: string;
  /** Cypher as it was written, without the confinement to a repository. */
  readonly cypher: string;
  readonly parameters: Readonly<Record<string, CypherParameter>>;
  /** 1 for the first attempt at the text query. */
  readonly attempt: number;
  /** Another way of matching names that the product took by itself; then the text is not the model's. */
  readonly fallback: boolean;
  readonly outcome: TraceQueryOutcome;
}

/** What became of an attempt. `rows` holds at most the first 50 of `rowCount`. */
export type TraceQueryOutcome =
  | {
      readonly kind: 'rows';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly CypherValue[])[];
      readonly rowCount: number;
      readonly truncated: boolean;
    }
  | { readonly kind: 'failed'; readonly messages: readonly string[] }
  /** The run ended before it did. */
  | { readonly kind: 'unfinished' };

/** One turn of an agent: what it thought, what it asked, and what it was told. */
export interface TraceRound {
  /** 1-based. */
  readonly round: number;
  /** '' where the agent said nothing about it. */
  readonly thought: string;
  readonly textQueries: readonly string[];
  readonly queries: readonly TraceQuery[];
  /** What came back, as the agent read it; '' before anything came. */
  readonly report: string;
}

/** How people judged a run. */
export interface TraceFeedback {
  readonly thumb?: 'up' | 'down';
  /** Side by side with another run; the winner is preferred. */
  readonly preference?: 'won' | 'lost' | 'tie' | 'neither';
}

/** A finished run as data sets know it. */
export interface RunTrace {
  readonly schema: typeof TRACE_SCHEMA;
  readonly runId: string;
  readonly repository: string;
  /** Published revision that was read; '' when nothing was. */
  readonly revision: string;
  readonly agent: string;
  readonly protocol: string;
  readonly task: string;
  readonly question: string;
  readonly filePath?: string;
  readonly model: string;
  /** Who asked; never leaves this package. */
  readonly user: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  /** Earlier turns of the conversation that the model saw. */
  readonly conversationTurns: number;
  readonly rounds: readonly TraceRound[];
  readonly outcome: 'answered' | 'failed' | 'stopped';
  /** Markdown. */
  readonly answer: string;
  /** Unified diff, for tasks that write code. */
  readonly diff?: string;
  readonly citations: { readonly verified: number; readonly removed: number };
  /** Question of a conversation that two agents answered side by side; the same for both. */
  readonly pair?: string;
  readonly feedback: TraceFeedback;
}
