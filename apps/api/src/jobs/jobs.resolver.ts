import { CodexGraphError } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { type Connection, cutConnection } from '../paging/connection.js';
import { PageArguments, pageRequest } from '../paging/page-arguments.js';
import { REPOSITORY_JOBS } from '../ports.js';
import {
  JobConnection,
  JobEventModel,
  jobEventModel,
  JobModel,
  jobModel,
  JobQueueModel,
  JobRequestModel,
  jobRequestModel,
  JobStateEnum,
} from './job.model.js';
import type { JobState, JobView } from './job-view.js';
import type { RepositoryJobs } from './repository-jobs.js';

const JOB_ID = { type: () => ID, description: 'Identifier of the job.' } as const;
const CURSOR = /^job:([1-9]\d{0,15})$/;

/** Which jobs to list. */
@ArgsType()
class JobListArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'Only jobs of this repository. Absent: all jobs.' })
  repositoryName?: string | null;

  @Field(() => [JobStateEnum], { nullable: true, description: 'Only jobs in one of these states. Absent: all states.' })
  states?: JobState[] | null;
}

/** Jobs, and what happens to them. */
@Resolver(() => JobModel)
export class JobsResolver {
  constructor(@Inject(REPOSITORY_JOBS) private readonly repositoryJobs: RepositoryJobs) {}

  @Query(() => JobConnection, { description: 'Jobs, newest first; finished ones are kept for two weeks.' })
  async jobs(@Args() page: JobListArguments): Promise<Connection<JobModel>> {
    const { limit, after } = pageRequest(page);
    const before = after === undefined ? undefined : decodeCursor(after);
    const found = await this.repositoryJobs.list({
      limit: limit + 1,
      ...(before === undefined ? {} : { before }),
      ...(page.repositoryName == null ? {} : { repository: page.repositoryName }),
      ...(page.states == null ? {} : { states: page.states }),
    });
    return cutConnection(found, limit, { model: ({ job }) => jobModel(job), textOf: ({ sequence }) => `job:${sequence}` });
  }

  @Query(() => JobModel, { nullable: true, description: 'The job of that id; null when there is none, or it is no longer kept.' })
  async job(@Args('id', JOB_ID) id: string): Promise<JobModel | null> {
    const view = await this.repositoryJobs.find(id);
    return view === undefined ? null : jobModel(view);
  }

  @Query(() => [JobQueueModel], { description: 'The queues, with how many jobs stand where.' })
  async jobQueues(): Promise<readonly JobQueueModel[]> {
    return this.repositoryJobs.queues();
  }

  @Mutation(() => JobModel, {
    description: 'Ends a job: at once while it waits, within seconds while it runs. What was published before stays.',
  })
  async cancelJob(@Args('id', JOB_ID) id: string): Promise<JobModel> {
    return jobModel(await this.repositoryJobs.cancel(id));
  }

  @Mutation(() => JobModel, {
    description: 'Puts a job aside until it is resumed; only jobs that describe or embed. What it has done stays.',
  })
  async pauseJob(@Args('id', JOB_ID) id: string): Promise<JobModel> {
    return jobModel(await this.repositoryJobs.pause(id));
  }

  @Mutation(() => JobModel, { description: 'Lets a paused job go on where it stopped.' })
  async resumeJob(@Args('id', JOB_ID) id: string): Promise<JobModel> {
    return jobModel(await this.repositoryJobs.resume(id));
  }

  @Mutation(() => JobRequestModel, { description: 'Asks again for the work of a job that failed or was cancelled.' })
  async retryJob(@Args('id', JOB_ID) id: string): Promise<JobRequestModel> {
    return jobRequestModel(await this.repositoryJobs.retry(id));
  }

  @Subscription(() => JobEventModel, {
    description: 'Events of a job: those after a number, then new ones as they happen. It ends with the job.',
    resolve: (event: JobEventModel) => event,
  })
  async jobEvents(
    @Args('jobId', JOB_ID) jobId: string,
    @Args('after', {
      type: () => Int,
      defaultValue: 0,
      description: 'Number of the last event that was seen; 0 for all. Events that are no longer kept are left out.',
    })
    after: number,
  ): Promise<AsyncGenerator<JobEventModel, void, void>> {
    return models(await this.repositoryJobs.follow(jobId, Math.max(0, after)));
  }

  @Subscription(() => JobModel, {
    description:
      'Jobs as something happens to them, from now on; what happens within a quarter of a second comes once. After a lost connection ask for `jobs` again.',
    resolve: (view: JobView) => jobModel(view),
  })
  jobChanges(): AsyncIterableIterator<JobView> {
    return this.repositoryJobs.changes();
  }
}

async function* models(events: Awaited<ReturnType<RepositoryJobs['follow']>>): AsyncGenerator<JobEventModel, void, void> {
  for await (const event of events) yield jobEventModel(event);
}

function decodeCursor(cursor: string): number {
  const match = CURSOR.exec(Buffer.from(cursor, 'base64url').toString());
  if (match?.[1] === undefined)
    throw new CodexGraphError('BAD_INPUT', 'This is no cursor of a list of jobs. Use the endCursor of a page before.');
  return Number(match[1]);
}
