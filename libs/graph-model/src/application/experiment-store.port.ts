import type { RunCost } from './run-store.port.js';

/** How a person judges one answer. */
export type Thumb = 'up' | 'down';

/** What a side-by-side vote prefers; `tie`: equally good, `neither`: both bad. */
export type Preference = 'a' | 'b' | 'tie' | 'neither';

/** One judgement: a thumb on a run, or a preference between the runs of a side-by-side question. */
export type FeedbackRecord = FeedbackOfUser &
  (
    | { readonly kind: 'thumb'; readonly runId: string; readonly thumb: Thumb }
    | { readonly kind: 'preference'; readonly preference: Preference }
  );

interface FeedbackOfUser {
  readonly conversationId: string;
  /** Question of the conversation, 1-based. */
  readonly turn: number;
  readonly user: string;
  /** Free words, up to 4,000 characters; may be ''. */
  readonly comment: string;
  readonly createdAt: string;
}

/** A distribution of conversations over agents by weight. */
export interface ExperimentRecord {
  /** Unique; letters, digits, `-`, `_`, `.`. */
  readonly name: string;
  /** Only conversations about this repository; '' for all. */
  readonly repository: string;
  /** Share of each arm, relative to the sum; an arm that is not named gets nothing. */
  readonly weights: { readonly general: number; readonly chat: number; readonly both: number };
  readonly isActive: boolean;
  readonly createdAt: string;
}

/** Which runs figures are made of; absent fields do not restrict. */
export interface FigureFilter {
  readonly experiment?: string;
  readonly repository?: string;
  /** Runs created at or after this time. */
  readonly since?: string;
}

/** Counted facts about one agent; rates and intervals are computed from them. */
export interface ArmFigures {
  readonly agent: string;
  /** Runs in a final state. */
  readonly runs: number;
  readonly answered: number;
  readonly failed: number;
  readonly interrupted: number;
  readonly stopped: number;
  readonly thumbsUp: number;
  readonly thumbsDown: number;
  /** Side-by-side votes on this agent's runs against another agent's. */
  readonly preferred: number;
  readonly notPreferred: number;
  readonly ties: number;
  /** Means over runs with figures; 0 without one. */
  readonly rounds: number;
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Mean over runs with a cost; absent without one, and where currencies differ. */
  readonly cost?: RunCost;
  /** Median and 95th percentile of seconds over runs with figures; 0 without one. */
  readonly secondsMedian: number;
  readonly seconds95: number;
}

/** Keeps votes and experiments. */
export interface ExperimentStorePort {
  /** One judgement of a user about a run or a turn; a later one replaces it. @throws NOT_FOUND when there is no such run or turn. */
  giveFeedback(feedback: FeedbackRecord): Promise<void>;
  /** By (turn, user, kind). */
  feedbackOfConversation(conversationId: string): Promise<readonly FeedbackRecord[]>;
  /** Adds or replaces the experiment of that name. */
  putExperiment(experiment: ExperimentRecord): Promise<void>;
  /** By name. */
  experiments(): Promise<readonly ExperimentRecord[]>;
  /** False when there was none. Conversations keep its name. */
  deleteExperiment(name: string): Promise<boolean>;
  /** Sorted by agent; agents without a run are absent. */
  armFigures(filter: FigureFilter): Promise<readonly ArmFigures[]>;
}
