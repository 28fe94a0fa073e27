import { type ApplicationStorePort, CodexGraphError, type FeedbackRecord } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, GraphQLISODateTime, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { API_PARTS, APPLICATION_STORE, type ApiParts } from '../ports.js';
import { PreferAnswerInput, RateRunInput } from './feedback.model.js';
import { ArmFiguresModel, armFiguresModel, ExperimentInput, ExperimentModel, experimentModel } from './experiment.model.js';

const NAME = /^[A-Za-z0-9._-]{1,100}$/;

/** Votes and experiments. */
@Resolver()
export class ExperimentsResolver {
  constructor(
    @Inject(APPLICATION_STORE) private readonly store: ApplicationStorePort,
    @Inject(API_PARTS) private readonly parts: ApiParts,
  ) {}

  @Mutation(() => Boolean, { description: 'Judges one answer. A later judgement of the same user replaces it.' })
  async rateRun(@Args('input', { description: 'The judgement.' }) input: RateRunInput): Promise<boolean> {
    const { runId, thumb, comment, user } = input;
    const run = await this.store.runs.run(runId);
    if (run === undefined)
      throw new CodexGraphError('NOT_FOUND', `There is no run '${runId}'; its conversation may have been deleted.`);
    const { conversationId, turn } = run;
    return this.keep({ kind: 'thumb', runId, thumb, conversationId, turn, user, comment, createdAt: this.time() });
  }

  @Mutation(() => Boolean, {
    description: 'Says which of two answers is better. From then on the agents of the question are named.',
  })
  async preferAnswer(@Args('input', { description: 'The vote.' }) input: PreferAnswerInput): Promise<boolean> {
    const { conversationId, turn, preference, comment, user } = input;
    const runs = await this.store.runs.runsOfConversation(conversationId);
    if (!runs.some((run) => run.turn === turn && run.seat !== ''))
      throw new CodexGraphError('NOT_FOUND', `Question ${String(turn)} of this conversation was not answered side by side.`);
    return this.keep({ kind: 'preference', preference, conversationId, turn, user, comment, createdAt: this.time() });
  }

  @Query(() => [ExperimentModel], { description: 'Experiments by name.' })
  async experiments(): Promise<readonly ExperimentModel[]> {
    return (await this.store.experiments.experiments()).map(experimentModel);
  }

  @Mutation(() => ExperimentModel, {
    description: 'Adds or replaces an experiment. Conversations that have begun keep their agents.',
  })
  async putExperiment(@Args('input', { description: 'The experiment.' }) input: ExperimentInput): Promise<ExperimentModel> {
    const { general, chat, both } = input.weights;
    const weights = [general, chat, both];
    if (!NAME.test(input.name))
      throw new CodexGraphError('BAD_INPUT', 'The name of an experiment has 1 to 100 letters, digits and . _ -');
    if (weights.some((weight) => !Number.isFinite(weight) || weight < 0) || weights.every((weight) => weight === 0))
      throw new CodexGraphError('BAD_INPUT', 'Weights are 0 or more, and at least one is above 0.');
    const experiment = {
      name: input.name,
      repository: input.repositoryName ?? '',
      weights: { general, chat, both },
      isActive: input.isActive,
      createdAt: this.time(),
    };
    await this.store.experiments.putExperiment(experiment);
    return experimentModel(experiment);
  }

  @Mutation(() => Boolean, { description: 'Deletes an experiment; its conversations stay. False when there was none.' })
  async deleteExperiment(@Args('name', { type: () => ID, description: 'Its name.' }) name: string): Promise<boolean> {
    return this.store.experiments.deleteExperiment(name);
  }

  @Query(() => [ArmFiguresModel], { description: 'Figures of each agent, from runs that have ended.' })
  async armFigures(
    @Args('experiment', { type: () => ID, nullable: true, description: 'Only runs of this experiment.' })
    experiment?: string | null,
    @Args('repositoryName', { type: () => ID, nullable: true, description: 'Only runs about this repository.' })
    repository?: string | null,
    @Args('since', { type: () => GraphQLISODateTime, nullable: true, description: 'Only runs asked at or after this time.' })
    since?: Date | null,
  ): Promise<readonly ArmFiguresModel[]> {
    const figures = await this.store.experiments.armFigures({
      ...(experiment == null ? {} : { experiment }),
      ...(repository == null ? {} : { repository }),
      ...(since == null ? {} : { since: since.toISOString() }),
    });
    return figures.map(armFiguresModel);
  }

  private async keep(feedback: FeedbackRecord): Promise<boolean> {
    await this.store.experiments.giveFeedback(feedback);
    return true;
  }

  private time(): string {
    return this.parts.now().toISOString();
  }
}
