import { INDEX_PHASES } from '@codexgraph/graph-model';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType } from '../paging/connection.js';
import type { JobFailure, JobProgress, JobResult } from './job-contract.js';
import { JOB_EVENT_TYPES, type JobEvent } from './job-events.js';
import { JOB_STATES, type JobView } from './job-view.js';
import type { EnqueueOutcome } from './repository-jobs.js';

function upperCaseEnum<Name extends string>(names: readonly Name[]): Record<string, Name> {
  return Object.fromEntries(names.map((name) => [name.toUpperCase(), name]));
}
function described(texts: Readonly<Record<string, string>>): Record<string, { description: string }> {
  return Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }]));
}

/** Where a job stands. */
export const JobStateEnum = upperCaseEnum(JOB_STATES);
const JobEventTypeEnum = upperCaseEnum(JOB_EVENT_TYPES);
const JobOperationEnum = upperCaseEnum(['index', 'update', 'describe', 'embed', 'publish', 'delete'] as const);
const IndexPhaseEnum = upperCaseEnum(INDEX_PHASES);
const ProgressUnitEnum = upperCaseEnum(['bytes', 'files', 'rows', 'steps'] as const);

registerEnumType(JobStateEnum, {
  name: 'JobState',
  description: 'Where a job stands.',
  valuesMap: described({
    QUEUED: 'It waits for a worker.',
    RUNNING: 'A worker does it.',
    RETRYING: 'An attempt failed for a reason that may pass; it waits for the next one.',
    PAUSED: 'It was put aside and waits to be resumed.',
    COMPLETED: 'It is done.',
    FAILED: 'It failed for good.',
    CANCELLED: 'It was cancelled.',
  }),
});
registerEnumType(JobEventTypeEnum, {
  name: 'JobEventType',
  description: 'What happened to a job. COMPLETED, FAILED and CANCELLED are the last event of a job.',
  valuesMap: described({
    QUEUED: 'It was asked for.',
    STARTED: 'A worker began an attempt.',
    PROGRESS: 'It got further.',
    RETRYING: 'An attempt failed for a reason that may pass.',
    COMPLETED: 'It is done.',
    FAILED: 'It failed for good.',
    CANCELLED: 'It was cancelled.',
  }),
});
registerEnumType(JobOperationEnum, {
  name: 'JobOperation',
  description: 'What a job does to its repository.',
  valuesMap: described({
    INDEX: 'Indexes the whole source.',
    UPDATE: 'Reads what changed.',
    DESCRIBE: 'Lets a language model describe what has no documentation.',
    EMBED: 'Brings its search up to date.',
    PUBLISH: 'Switches its search to what the steps of a flow before it made.',
    DELETE: 'Deletes the repository.',
  }),
});
registerEnumType(IndexPhaseEnum, {
  name: 'IndexPhase',
  description: 'Phases of a job, in the order they run.',
  valuesMap: described({
    FETCH: 'The source is brought to the machine.',
    SCAN: 'Files are found and hashed.',
    PARSE: 'Facts are read from each file.',
    LINK: 'Facts become relations.',
    WRITE: 'Symbols and relations go to the database.',
    PUBLISH: 'Readers switch to the new revision.',
    CLEAN: 'What is no longer needed is deleted.',
    DESCRIBE: 'What search reads of symbols is written.',
    EMBED: 'Vectors of symbols are made, and the indexes of the search filled.',
  }),
});
registerEnumType(ProgressUnitEnum, {
  name: 'ProgressUnit',
  description: 'What progress counts.',
  valuesMap: described({ BYTES: 'Bytes.', FILES: 'Files.', ROWS: 'Symbols and relations.', STEPS: 'Steps.' }),
});

/** Progress of a job. */
@ObjectType('JobProgress', { description: 'How far a job is.' })
export class JobProgressModel {
  @Field(() => IndexPhaseEnum, { description: 'What it does now.' })
  phase!: string;

  @Field(() => Float, { description: 'How much of the phase is done, in `unit`.' })
  done!: number;

  @Field(() => Float, { nullable: true, description: 'How much the phase has to do; null while that is unknown.' })
  total!: number | null;

  @Field(() => ProgressUnitEnum, { description: 'What `done` and `total` count.' })
  unit!: string;

  @Field(() => Float, { description: 'Share of the whole job, 0 to 1; it never goes back within an attempt.' })
  fraction!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Expected seconds until the end; null while there is too little to tell from.',
  })
  etaSeconds!: number | null;
}

/** Why a job failed. */
@ObjectType('JobFailure', { description: 'Why a job failed or was cancelled.' })
export class JobFailureModel {
  @Field(() => String, { description: 'Code for programs: the same ones that errors carry in extensions.code.' })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do.' })
  message!: string;
}

/** Time of one phase. */
@ObjectType({ description: 'How long one phase took.' })
export class PhaseSeconds {
  @Field(() => IndexPhaseEnum, { description: 'The phase.' })
  phase!: string;

  @Field(() => Float, { description: 'Wall seconds.' })
  seconds!: number;
}

/** Outcome of a job. */
@ObjectType('JobResult', { description: 'What a completed job did.' })
export class JobResultModel {
  @Field(() => String, { nullable: true, description: 'Revision that it published; null for a deletion.' })
  revision!: string | null;

  @Field(() => Int, { description: 'Indexed files.' })
  files!: number;

  @Field(() => Int, { description: 'Files that were left out.' })
  filesSkipped!: number;

  @Field(() => Int, { description: 'Symbols of the revision.' })
  symbols!: number;

  @Field(() => Int, { description: 'Relations of the revision.' })
  relations!: number;

  @Field(() => Int, { description: 'Symbols that got a vector for the search.' })
  embedded!: number;

  @Field(() => Int, { description: 'Symbols left without a vector by failures of the model.' })
  embeddingsMissing!: number;

  @Field(() => Int, { description: 'Symbols that a language model has described, now or before.' })
  described!: number;

  @Field(() => Int, { description: 'Symbols that the model gave nothing usable for.' })
  descriptionsFailed!: number;

  @Field(() => Int, { description: 'Symbols that are left because the job stopped before.' })
  descriptionsLeft!: number;

  @Field(() => Float, { description: 'Tokens of the language model, in and out.' })
  modelTokens!: number;

  @Field(() => Float, { nullable: true, description: 'What they cost in `costCurrency`; null when the model has no price.' })
  cost!: number | null;

  @Field(() => String, { nullable: true, description: 'Currency of the cost.' })
  costCurrency!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended before all was done, such as a budget that is used up.' })
  stopped!: string | null;

  @Field(() => [PhaseSeconds], { description: 'Wall seconds by phase, in the order of the phases.' })
  seconds!: readonly PhaseSeconds[];

  @Field(() => Float, { description: 'CPU seconds of the worker.' })
  cpuSeconds!: number;

  @Field(() => Float, { description: 'Peak resident memory of the worker in MiB.' })
  peakRssMb!: number;
}

/** A job. */
@ObjectType('Job', { description: 'Work on a repository. At most one job of a repository waits or runs at a time.' })
export class JobModel {
  @Field(() => ID, { description: 'Identifier of the job.' })
  id!: string;

  @Field(() => JobOperationEnum, { description: 'What it does.' })
  operation!: string;

  @Field(() => ID, { description: 'Name of the repository it works on; that repository may not exist yet, or no more.' })
  repositoryName!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the last job of the flow that it is a step of; null for a job by itself. Steps run one after the other, and are cancelled together.',
  })
  flowId!: string | null;

  @Field(() => JobStateEnum, { description: 'Where it stands.' })
  state!: string;

  @Field(() => Int, { description: 'How often it was started.' })
  attempt!: number;

  @Field(() => Boolean, { description: 'Whether cancellation was asked for; it takes effect within seconds.' })
  cancelRequested!: boolean;

  @Field(() => GraphQLISODateTime, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When its last attempt began.' })
  startedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => JobProgressModel, { nullable: true, description: 'How far it is; null before its first attempt.' })
  progress!: JobProgressModel | null;

  @Field(() => JobFailureModel, { nullable: true, description: 'Why it failed or was cancelled.' })
  failure!: JobFailureModel | null;

  @Field(() => JobResultModel, { nullable: true, description: 'What it did, once it is completed.' })
  result!: JobResultModel | null;
}

/** Pages of jobs. */
export const JobConnection = connectionType(JobModel, 'JobConnection', 'jobs');

/** Answer to a request for work. */
@ObjectType('JobRequest', { description: 'What became of a request for work.' })
export class JobRequestModel {
  @Field(() => JobModel, { description: 'The job that does the work.' })
  job!: JobModel;

  @Field(() => Boolean, {
    description: 'Whether an earlier request for the same work is still waiting or running, so that no second job was made.',
  })
  joined!: boolean;
}

/** An event of a job. */
@ObjectType('JobEvent', { description: 'Something that happened to a job.' })
export class JobEventModel {
  @Field(() => ID, { description: 'The job.' })
  jobId!: string;

  @Field(() => Int, {
    description: 'Number of the event in its job, from 1; hand the last one to `after` to go on after a lost connection.',
  })
  number!: number;

  @Field(() => JobEventTypeEnum, { description: 'What happened.' })
  type!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it happened.' })
  at!: Date;

  @Field(() => Int, { description: 'The attempt it belongs to; 0 before the first.' })
  attempt!: number;

  @Field(() => JobProgressModel, { nullable: true, description: 'How far the job is, for PROGRESS.' })
  progress!: JobProgressModel | null;

  @Field(() => JobFailureModel, { nullable: true, description: 'What went wrong, for RETRYING, FAILED and CANCELLED.' })
  failure!: JobFailureModel | null;

  @Field(() => JobResultModel, { nullable: true, description: 'What the job did, for COMPLETED.' })
  result!: JobResultModel | null;
}

/** A queue. */
@ObjectType('JobQueue', { description: 'A queue of jobs, and where they stand.' })
export class JobQueueModel {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { description: 'Jobs that wait for a worker.' })
  waiting!: number;

  @Field(() => Int, { description: 'Jobs that a worker does.' })
  running!: number;

  @Field(() => Int, { description: 'Jobs that wait for another attempt.' })
  retrying!: number;

  @Field(() => Int, { description: 'Jobs that failed or were cancelled, as long as they are kept.' })
  failed!: number;

  @Field(() => Int, { description: 'Completed jobs, as long as they are kept.' })
  completed!: number;

  @Field(() => Int, { description: 'Workers that take jobs from it; 0: nothing will happen until one is started.' })
  workers!: number;
}

const MICROS = 1_000_000;

/** A job as callers see it. */
export function jobModel(view: JobView): JobModel {
  return {
    id: view.id,
    operation: view.payload.operation,
    repositoryName: view.payload.repository,
    flowId: ('flow' in view.payload ? view.payload.flow : undefined) ?? null,
    state: view.state,
    attempt: view.attempt,
    cancelRequested: view.cancelRequested,
    requestedAt: new Date(view.requestedAt),
    startedAt: dateOf(view.startedAt),
    finishedAt: dateOf(view.finishedAt),
    ...outcomeOf(view),
  };
}

/** The answer to a request as callers see it. */
export function jobRequestModel({ job, joined }: EnqueueOutcome): JobRequestModel {
  return { job: jobModel(job), joined };
}

/** An event as callers see it. */
export function jobEventModel(event: JobEvent): JobEventModel {
  const { jobId, number, type, attempt } = event;
  return { jobId, number, type, attempt, at: new Date(event.at), ...outcomeOf(event) };
}

function outcomeOf(source: {
  progress?: JobProgress | undefined;
  failure?: JobFailure | undefined;
  result?: JobResult | undefined;
}) {
  const { progress, failure, result } = source;
  return {
    progress:
      progress === undefined ? null : { ...progress, total: progress.total ?? null, etaSeconds: progress.etaSeconds ?? null },
    failure: failure ?? null,
    result:
      result === undefined
        ? null
        : {
            ...result,
            revision: result.revision ?? null,
            symbols: result.nodes,
            relations: result.edges,
            stopped: result.stopped ?? null,
            cost: result.cost === undefined ? null : result.cost.micros / MICROS,
            costCurrency: result.cost?.currency ?? null,
          },
  };
}

function dateOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
