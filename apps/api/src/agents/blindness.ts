import type { ApplicationStorePort, RunRecord } from '@codexgraph/graph-model';

/** Knows whose name must not be told yet: the agents of a side-by-side question on which its asker has not voted. */
export class Blindness {
  constructor(private readonly store: Pick<ApplicationStorePort, 'experiments'>) {}

  /** Whether the agent of one run is hidden. */
  async hides(run: RunRecord): Promise<boolean> {
    if (run.seat === '') return false;
    return !(await this.votedTurns(run.conversationId)).has(run.turn);
  }

  /** Turns of a conversation on which somebody has voted. */
  async votedTurns(conversationId: string): Promise<ReadonlySet<number>> {
    const feedback = await this.store.experiments.feedbackOfConversation(conversationId);
    return new Set(feedback.filter((item) => item.kind === 'preference').map((item) => item.turn));
  }
}
