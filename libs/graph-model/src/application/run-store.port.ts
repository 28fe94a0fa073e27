/**
 * State of a run. `queued` and `running` are alive; the others are final. `interrupted`: the process that worked on it ended, and said nothing more.
 */
export const RUN_STATES = ['queued', 'running', 'answered', 'failed', 'stopped', 'interrupted'] as const;

/** See {@link RUN_STATES}. */
export type RunState = (typeof RUN_STATES)[number];

/** Money. */
export interface RunCost {
  /** Millionths of the currency. */
  readonly micros: number;
  /** Three capital letters. */
  readonly currency: string;
}

/** What a finished run cost. */
export interface RunFigures {
  readonly rounds: number;
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Absent when no price was known. */
  readonly cost?: RunCost;
  readonly seconds: number;
}

/** One question put to one agent. */
export interface RunRecord {
  readonly id: string;
  readonly conversationId: string;
  /** 1-based number of the question in its conversation; both runs of a side-by-side question share it. */
  readonly turn: number;
  /** 'a' or 'b' side by side, in an order that does not tell the agent; '' alone. */
  readonly seat: '' | 'a' | 'b';
  readonly agent: string;
  readonly task: string;
  readonly repository: string;
  readonly question: string;
  readonly filePath?: string;
  readonly user: string;
  /** Experiment of the conversation; '' outside one. */
  readonly experiment: string;
  readonly state: RunState;
  readonly createdAt: string;
  readonly finishedAt?: string;
  /** Published revision that it read; absent before the first query. */
  readonly revision?: string;
  /** Result as the agents give it, as JSON; absent before the end. */
  readonly result?: string;
  readonly figures?: RunFigures;
}

/** What changes about a run; absent fields stay. */
export type RunChange = Partial<Pick<RunRecord, 'state' | 'finishedAt' | 'revision' | 'result' | 'figures'>>;

/** A stored event: its number in the run and the whole event as JSON. */
export interface StoredRunEvent {
  /** 1, 2, 3, ... without gaps. */
  readonly number: number;
  readonly json: string;
}

/** Keeps runs and their events, so that they outlive the process that makes them. */
export interface RunStorePort {
  /**
   * Adds a run in the state `queued`, alive at `createdAt`.
   *
   * @throws NOT_FOUND when there is no such conversation, CONFLICT when the id is taken.
   */
  create(run: Omit<RunRecord, 'state' | 'finishedAt' | 'revision' | 'result' | 'figures'>): Promise<RunRecord>;
  run(id: string): Promise<RunRecord | undefined>;
  /** By (turn, seat, id); at most the newest 500. */
  runsOfConversation(conversationId: string): Promise<readonly RunRecord[]>;
  /** A run in a final state keeps its state and result, so that a late writer changes nothing. Undefined when there is no such run. */
  change(id: string, change: RunChange): Promise<RunRecord | undefined>;
  /** Adds events that follow each other without gaps, 1..5000 of them. Adding the same ones again changes nothing. */
  appendEvents(runId: string, events: readonly StoredRunEvent[]): Promise<void>;
  /** Events after number `after`, in order, at most about `limit` (whole parts as they were added, at least one). */
  events(runId: string, after: number, limit: number): Promise<readonly StoredRunEvent[]>;
  /** Says that those runs are being worked on at that time, and gives the ids of those that should be: others were stopped or deleted meanwhile. */
  keepAlive(runIds: readonly string[], at: string): Promise<readonly string[]>;
  /** Makes runs that were last alive before that time `interrupted` at `now`, and gives them. */
  interruptSilent(aliveBefore: string, now: string): Promise<readonly RunRecord[]>;
}
