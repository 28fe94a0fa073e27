import { CodexGraphError, type GraphReaderPort } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { JobRequestModel, jobRequestModel } from '../jobs/job.model.js';
import type { RepositoryJobs } from '../jobs/repository-jobs.js';
import { DESCRIBING, GRAPH_READER, REPOSITORY_JOBS } from '../ports.js';
import { RepositoryModel } from '../repositories/repository.model.js';
import {
  budgetOf,
  DescribeRepositoryArguments,
  DescribingArguments,
  DescribingEstimateModel,
  describingEstimateModel,
} from './describing.model.js';
import { noDescribingModel, type DescribingPlanner } from './describing.js';

/** Reading what is to be described takes longer than other queries. */
const TIME_LIMIT_MS = 60_000;

/** Descriptions by a language model. */
@Resolver(() => RepositoryModel)
export class DescribingResolver {
  constructor(
    @Inject(DESCRIBING) private readonly planner: DescribingPlanner,
    @Inject(REPOSITORY_JOBS) private readonly jobs: RepositoryJobs,
    @Inject(GRAPH_READER) private readonly graph: Pick<GraphReaderPort, 'repository'>,
  ) {}

  @ResolveField(() => DescribingEstimateModel, {
    description: 'What describing would take, without asking a model.',
    complexity: 100,
  })
  async describingEstimate(
    @Parent() { name }: RepositoryModel,
    @Args() asked: DescribingArguments,
  ): Promise<DescribingEstimateModel> {
    const { model } = this.planner;
    const request = { repository: name, tests: asked.tests, ...budgetOf(asked, model?.price) };
    return describingEstimateModel(
      await this.planner.estimate(request, AbortSignal.timeout(TIME_LIMIT_MS)),
      model?.identity.model,
    );
  }

  @Mutation(() => JobRequestModel, {
    description:
      'Lets the configured language model describe what has no documentation, the most important first, and makes it searchable. What was described before costs nothing.',
  })
  async describeRepository(@Args() asked: DescribeRepositoryArguments): Promise<JobRequestModel> {
    const { model } = this.planner;
    if (model === undefined) throw noDescribingModel();
    const { name: repository, tests } = asked;
    if ((await this.graph.repository(repository)) === undefined)
      throw new CodexGraphError('NOT_FOUND', `There is no repository ${repository}. Add it with addRepository.`);
    const payload = { v: 1, operation: 'describe', repository, tests, ...budgetOf(asked, model.price) };
    return jobRequestModel(await this.jobs.enqueue(payload));
  }
}
