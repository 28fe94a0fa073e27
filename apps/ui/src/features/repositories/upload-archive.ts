import { access } from '../../graphql/access-token.js';
import { reportAway, reportOnline } from '../../graphql/connection.js';
import type { Failure } from '../../graphql/errors.js';

/** What is sent, and what it is to be called. */
export interface ArchiveUpload {
  readonly file: File;
  /** '': made from the name of the file. */
  readonly name: string;
  readonly subfolder: string;
}

/** What became of an upload. */
export type UploadOutcome = { readonly repositoryName: string; readonly joined: boolean } | { readonly failure: Failure };

const OFFLINE: Failure = { code: 'OFFLINE', message: '', isRetryable: true };

/** Sends an archive; unlike `fetch`, the old way of asking tells how much has gone. @param onProgress told the share, 0..1 */
export function uploadArchive(
  { file, name, subfolder }: ArchiveUpload,
  options: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
): Promise<UploadOutcome> {
  const parameters = new URLSearchParams({ file: file.name });
  if (name !== '') parameters.set('name', name);
  if (subfolder !== '') parameters.set('subfolder', subfolder);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/uploads?${parameters.toString()}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    const { token } = access.get();
    if (token !== undefined) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) options.onProgress(loaded / total);
    };
    request.onload = () => {
      reportOnline();
      if (request.status === 401) access.set({ ...access.get(), isRefused: true });
      resolve(outcomeOf(request.responseText));
    };
    request.onerror = () => {
      reportAway();
      resolve({ failure: OFFLINE });
    };
    request.onabort = () => resolve({ failure: { code: 'CANCELLED', message: '', isRetryable: true } });
    options.signal.addEventListener('abort', () => {
      request.abort();
    });
    request.send(file);
  });
}

interface Answer {
  readonly job?: { readonly repositoryName: string };
  readonly joined?: boolean;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function outcomeOf(text: string): UploadOutcome {
  try {
    const { job, joined = false, errors } = JSON.parse(text) as Answer;
    if (job !== undefined) return { repositoryName: job.repositoryName, joined };
    const [error] = errors ?? [];
    if (error !== undefined)
      return { failure: { code: error.extensions?.code ?? 'INTERNAL', message: error.message, isRetryable: false } };
  } catch {
    // What is no JSON is not of the service.
  }
  return { failure: OFFLINE };
}
