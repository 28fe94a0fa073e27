import {
  CodexGraphError,
  type ArmFigures,
  type ExperimentRecord,
  type ExperimentStorePort,
  type FeedbackRecord,
  type FigureFilter,
  type Preference,
  type Thumb,
} from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import type { QueryContract } from '../catalog/query-contract.js';
import { armFigures } from '../generated/read/application/arm-figures.js';
import { armVotes } from '../generated/read/application/arm-votes.js';
import { experiments as readExperiments } from '../generated/read/application/experiments.js';
import { feedbackOfConversation } from '../generated/read/application/feedback-of-conversation.js';
import { deleteExperiment } from '../generated/write/application/delete-experiment.js';
import { giveFeedback } from '../generated/write/application/give-feedback.js';
import { putExperiment } from '../generated/write/application/put-experiment.js';
import { checkBound } from '../reading/page-cursor.js';

type ArmFiguresRow = typeof armFigures extends QueryContract<infer _Parameters, infer Row> ? Row : never;

/** {@link ExperimentStorePort} on Neo4j. */
export class ExperimentStore implements ExperimentStorePort {
  readonly #executor: QueryExecutor;
  readonly #ready: () => Promise<void>;

  /** `ready` makes the constraints before the first write. */
  constructor(executor: QueryExecutor, ready: () => Promise<void>) {
    this.#executor = executor;
    this.#ready = ready;
  }

  async giveFeedback(feedback: FeedbackRecord): Promise<void> {
    checkBound('comment.length', feedback.comment.length, { least: 0, most: 4000 });
    await this.#ready();
    const run = feedback.kind === 'thumb' ? feedback.runId : null;
    const { conversationId, turn, user, kind, comment, createdAt } = feedback;
    const properties = {
      conversation: conversationId,
      turn,
      user,
      kind,
      comment,
      created_at: createdAt,
      ...(feedback.kind === 'thumb' ? { run, thumb: feedback.thumb } : { preference: feedback.preference }),
    };
    const key = JSON.stringify([conversationId, turn, user, kind, run]);
    const [row] = await this.#executor.run(giveFeedback, { conversation: conversationId, turn, run, key, properties });
    if ((row?.kept ?? 0) === 0)
      throw new CodexGraphError('NOT_FOUND', 'There is no such answer to judge; its conversation may have been deleted.');
  }

  async feedbackOfConversation(conversationId: string): Promise<readonly FeedbackRecord[]> {
    const rows = await this.#executor.run(feedbackOfConversation, { conversation: conversationId });
    return rows.map((row) => toFeedback(row.feedback));
  }

  async putExperiment(experiment: ExperimentRecord): Promise<void> {
    await this.#ready();
    const { name, repository, weights, isActive, createdAt } = experiment;
    const properties = {
      name,
      repository,
      weight_general: weights.general,
      weight_chat: weights.chat,
      weight_both: weights.both,
      is_active: isActive,
      created_at: createdAt,
    };
    await this.#executor.run(putExperiment, { name, properties });
  }

  async experiments(): Promise<readonly ExperimentRecord[]> {
    const rows = await this.#executor.run(readExperiments, {});
    return rows.map(({ experiment }) => ({
      name: String(experiment['name']),
      repository: String(experiment['repository']),
      weights: {
        general: Number(experiment['weight_general']),
        chat: Number(experiment['weight_chat']),
        both: Number(experiment['weight_both']),
      },
      isActive: experiment['is_active'] === true,
      createdAt: String(experiment['created_at']),
    }));
  }

  async deleteExperiment(name: string): Promise<boolean> {
    const [row] = await this.#executor.run(deleteExperiment, { name });
    return (row?.deleted ?? 0) > 0;
  }

  async armFigures(filter: FigureFilter): Promise<readonly ArmFigures[]> {
    const parameters = {
      experiment: filter.experiment ?? null,
      repository: filter.repository ?? null,
      since: filter.since ?? '',
    };
    const [figures, votes] = await Promise.all([
      this.#executor.run(armFigures, parameters),
      this.#executor.run(armVotes, parameters),
    ]);
    return figures.map((row) => {
      const own = new Map(votes.filter((vote) => vote.agent === row.agent).map((vote) => [vote.verdict, vote.votes]));
      return toArmFigures(row, own);
    });
  }
}

function toArmFigures(row: ArmFiguresRow, votes: ReadonlyMap<string, number>): ArmFigures {
  const { agent, runs, answered, failed, interrupted, stopped } = row;
  const cost = costOf(row);
  const votesFor = (verdict: string): number => votes.get(verdict) ?? 0;
  return {
    agent,
    runs,
    answered,
    failed,
    interrupted,
    stopped,
    thumbsUp: votesFor('up'),
    thumbsDown: votesFor('down'),
    preferred: votesFor('preferred'),
    notPreferred: votesFor('other'),
    ties: votesFor('tie'),
    rounds: row.rounds ?? 0,
    modelCalls: row.modelCalls ?? 0,
    inputTokens: row.inputTokens ?? 0,
    outputTokens: row.outputTokens ?? 0,
    ...(cost === undefined ? {} : { cost }),
    secondsMedian: row.secondsMedian ?? 0,
    seconds95: row.seconds95 ?? 0,
  };
}

/** Undefined without any, and where currencies differ: their sum would say nothing. */
function costOf({ costMicros, currency, currencies }: ArmFiguresRow): ArmFigures['cost'] {
  if (costMicros === null || currency === null || currencies !== 1) return undefined;
  return { micros: costMicros, currency };
}

function toFeedback(properties: Readonly<Record<string, unknown>>): FeedbackRecord {
  const common = {
    conversationId: String(properties['conversation']),
    turn: Number(properties['turn']),
    user: String(properties['user']),
    comment: String(properties['comment']),
    createdAt: String(properties['created_at']),
  };
  return properties['kind'] === 'thumb'
    ? { ...common, kind: 'thumb', runId: String(properties['run']), thumb: String(properties['thumb']) as Thumb }
    : { ...common, kind: 'preference', preference: String(properties['preference']) as Preference };
}
