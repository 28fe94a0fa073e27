import { CodexGraphError, type ErrorCode } from '@codexgraph/graph-model';
import type { Request, Response } from 'express';
import { jobModel } from '../jobs/job.model.js';
import { repositoryName } from '../jobs/job-contract.js';
import { errorFields, type Log } from '../logging/json-logger.js';
import type { RepositoryRequests } from './repository-requests.js';
import { tooLarge, type Uploads } from './uploads.js';

/** Where archives are sent to. */
export const UPLOAD_PATH = '/uploads';

/** What {@link receiveUploads} needs. */
export interface UploadRouteOptions {
  readonly uploads: Uploads;
  readonly requests: Pick<RepositoryRequests, 'checkUpload' | 'addUpload'>;
  readonly log: Log;
}

const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_INPUT: 400,
  ALREADY_EXISTS: 409,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 413,
  QUEUE_UNAVAILABLE: 503,
  DATABASE_UNAVAILABLE: 503,
  DISK_FULL: 507,
};
const INTERNAL = 500;

/**
 * Takes an archive as the body of a POST and indexes it: `POST /uploads?file=shop.zip&name=shop`. It answers with the job, or with `errors` as GraphQL has them.
 * The type `application/octet-stream` is asked for: pages of other origins cannot send it without the service's leave.
 */
export function receiveUploads({ uploads, requests, log }: UploadRouteOptions) {
  return (request: Request, response: Response): void => {
    receive(request, { uploads, requests, log }).then(
      (answer) => response.status(201).json(answer),
      (error: unknown) => {
        const isOurs = CodexGraphError.isInstance(error);
        if (!isOurs && !request.destroyed) log('error', 'an upload failed', errorFields(error));
        const message = isOurs ? error.message : 'The upload failed on the side of the service; its log says why.';
        const code = isOurs ? error.code : 'INTERNAL';
        response.status((isOurs ? STATUSES[error.code] : undefined) ?? INTERNAL);
        response.json({ errors: [{ message, extensions: { code, retryable: isOurs && error.retryable } }] });
        // What is still being sent has no reader any more.
        request.resume();
      },
    );
  };
}

async function receive(request: Request, { uploads, requests }: UploadRouteOptions): Promise<object> {
  if (request.method !== 'POST') throw badInput('Send an archive by POST.');
  if (request.headers['content-type'] !== 'application/octet-stream')
    throw badInput('Send the archive as the body, with the content type application/octet-stream.');
  if (Number(request.headers['content-length'] ?? 0) > uploads.maxBytes) throw tooLarge(uploads.maxBytes);
  const file = textOf(request.query['file']) ?? 'archive';
  const subfolder = textOf(request.query['subfolder']) ?? '';
  const name = nameOf(textOf(request.query['name']), file);
  await requests.checkUpload(name);
  const location = await uploads.receive(request, file);
  try {
    const { job, joined } = await requests.addUpload(name, { location, subfolder });
    if (joined) await uploads.forget(location);
    const { id, repositoryName: repository } = jobModel(job);
    return { job: { id, repositoryName: repository }, joined };
  } catch (error) {
    await uploads.forget(location);
    throw error;
  }
}

function nameOf(given: string | undefined, file: string): string {
  const derived = file
    .replace(/^.*[/\\]/, '')
    .replace(/\.(tar\.gz|tgz|tar|zip)$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 100);
  const parsed = repositoryName.safeParse(given ?? derived);
  if (parsed.success) return parsed.data;
  throw badInput(
    'The name of a repository starts with a letter or digit and holds only letters, digits and . _ - /; at most 100.',
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function badInput(message: string): CodexGraphError {
  return new CodexGraphError('BAD_INPUT', message);
}
