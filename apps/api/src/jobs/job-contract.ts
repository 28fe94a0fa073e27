import { createHash } from 'node:crypto';
import { CodexGraphError, INDEX_PHASES } from '@codexgraph/graph-model';
import { z } from 'zod';

/** Work on graphs and their search; the prefix of the deployment keeps deployments on one Redis apart. */
export const REPOSITORY_QUEUE = 'repositories';
/** Work that mostly waits for a language model: it must not hold up the other queue. */
export const DESCRIPTION_QUEUE = 'descriptions';

/** Largest payload in bytes: jobs carry names and options, never source text or secrets. */
export const MAX_PAYLOAD_BYTES = 4096;

/** 1..100 characters; see RepositoryRecord.name. */
export const repositoryName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'must start with a letter or digit and hold only letters, digits and . _ - /');

const source = z.strictObject({
  kind: z.enum(['folder', 'git', 'archive']),
  location: z.string().min(1).max(2048),
  subfolder: z.string().max(1024),
  requestedRevision: z.string().max(255).optional(),
});

/** Present in a step of a flow: the id of the flow, which is that of its last job. */
const flow = z.string().max(100).exactOptional();

/** Payload of every job. `v` grows with incompatible changes; a worker that is older than a payload puts the job back. */
export const jobPayload = z.discriminatedUnion('operation', [
  z.strictObject({ v: z.literal(1), operation: z.literal('index'), repository: repositoryName, source, flow }),
  z.strictObject({ v: z.literal(1), operation: z.literal('update'), repository: repositoryName }),
  z.strictObject({ v: z.literal(1), operation: z.literal('embed'), repository: repositoryName, flow }),
  /** Switches the search to what the steps before made. */
  z.strictObject({ v: z.literal(1), operation: z.literal('publish'), repository: repositoryName, flow }),
  z.strictObject({
    v: z.literal(1),
    operation: z.literal('describe'),
    repository: repositoryName,
    /** Code of tests, too. */
    tests: z.boolean(),
    /** Of the job as a whole, however often it is started. */
    budget: z
      .strictObject({
        micros: z.number().int().nonnegative().exactOptional(),
        tokens: z.number().int().nonnegative().exactOptional(),
      })
      .exactOptional(),
    flow,
  }),
  z.strictObject({ v: z.literal(1), operation: z.literal('delete'), repository: repositoryName }),
]);

/** See {@link jobPayload}. */
export type JobPayload = z.infer<typeof jobPayload>;

/** What a job does to its repository. */
export type JobOperation = JobPayload['operation'];

/** The queue of each operation. */
export const QUEUE_OF: Readonly<Record<JobOperation, string>> = {
  index: REPOSITORY_QUEUE,
  update: REPOSITORY_QUEUE,
  embed: REPOSITORY_QUEUE,
  publish: REPOSITORY_QUEUE,
  delete: REPOSITORY_QUEUE,
  describe: DESCRIPTION_QUEUE,
};

/** Every queue, once. */
export const JOB_QUEUES: readonly string[] = [...new Set(Object.values(QUEUE_OF))];

/** The operation of a job by its id. */
export function operationOfJob(jobId: string): JobOperation | undefined {
  const operation = jobId.slice(0, jobId.indexOf('-'));
  return operation in QUEUE_OF ? (operation as JobOperation) : undefined;
}

/** True for jobs that lose nothing by being stopped for a while. */
export function canPause(operation: JobOperation): boolean {
  return operation === 'describe' || operation === 'embed';
}

/** How far a job is. */
export const jobProgress = z.strictObject({
  phase: z.enum(INDEX_PHASES),
  done: z.number().nonnegative(),
  total: z.number().nonnegative().optional(),
  unit: z.enum(['bytes', 'files', 'rows', 'steps']),
  /** Share of the whole job, 0..1; never decreases within an attempt. */
  fraction: z.number().min(0).max(1),
  /** Expected seconds until the end; absent while there is too little to tell from. */
  etaSeconds: z.number().nonnegative().optional(),
});

/** See {@link jobProgress}. */
export type JobProgress = z.infer<typeof jobProgress>;

/** How a job failed, as a caller may see it. */
export const jobFailure = z.strictObject({ code: z.string(), message: z.string() });

/** See {@link jobFailure}. */
export type JobFailure = z.infer<typeof jobFailure>;

/** What a finished job leaves for its readers; bounded, because it is kept in Redis. */
export const jobResult = z.strictObject({
  revision: z.string().optional(),
  files: z.number().int().nonnegative(),
  filesSkipped: z.number().int().nonnegative(),
  nodes: z.number().int().nonnegative(),
  edges: z.number().int().nonnegative(),
  /** Symbols that got a vector. */
  embedded: z.number().int().nonnegative().default(0),
  /** Symbols left without a vector by failures of the model. */
  embeddingsMissing: z.number().int().nonnegative().default(0),
  /** Symbols that a model described. */
  described: z.number().int().nonnegative().default(0),
  /** Symbols that a model gave nothing usable for. */
  descriptionsFailed: z.number().int().nonnegative().default(0),
  /** Symbols that were not asked for because the job stopped before. */
  descriptionsLeft: z.number().int().nonnegative().default(0),
  /** Tokens that a model was paid for. */
  modelTokens: z.number().int().nonnegative().default(0),
  /** What that cost, where the model has a price. */
  cost: z.strictObject({ micros: z.number().int(), currency: z.string() }).exactOptional(),
  /** Why it ended before all was done, such as a budget that is used up. */
  stopped: z.string().exactOptional(),
  seconds: z.array(z.strictObject({ phase: z.enum(INDEX_PHASES), seconds: z.number().nonnegative() })),
  cpuSeconds: z.number().nonnegative(),
  peakRssMb: z.number().nonnegative(),
});

/** See {@link jobResult}. */
export type JobResult = z.infer<typeof jobResult>;

/**
 * A payload that keeps the contract.
 * @throws BAD_INPUT naming every part that does not.
 */
export function parseJobPayload(value: unknown): JobPayload {
  const parsed = jobPayload.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`);
    throw new CodexGraphError('BAD_INPUT', `The request is not valid. ${problems.join('; ')}.`, { details: { problems } });
  }
  const bytes = Buffer.byteLength(JSON.stringify(parsed.data));
  if (bytes > MAX_PAYLOAD_BYTES)
    throw new CodexGraphError('BAD_INPUT', `The request is too long: ${bytes} bytes, at most ${MAX_PAYLOAD_BYTES}.`);
  return parsed.data;
}

/** Same for every job of one repository: what makes two requests for it one job, and keeps two writers apart. */
export function repositoryKey(repository: string): string {
  return createHash('sha256').update(repository).digest('hex').slice(0, 20);
}

/** True when a waiting or running job already does what a new request asks for. */
export function doesTheSame(running: JobPayload, asked: JobPayload): boolean {
  const key = (payload: JobPayload) =>
    payload.operation === 'index'
      ? [
          payload.operation,
          payload.source.kind,
          payload.source.location,
          payload.source.subfolder,
          payload.source.requestedRevision ?? '',
        ]
      : payload.operation === 'describe'
        ? [payload.operation, payload.tests, payload.budget ?? null]
        : [payload.operation];
  return running.repository === asked.repository && JSON.stringify(key(running)) === JSON.stringify(key(asked));
}
