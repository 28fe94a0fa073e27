import type { CombinedError } from 'urql';

/** A failure as the UI tells it: what happened and what to do, in the words of the service. */
export interface Failure {
  /** One of the codes of docs/graphql.md; `OFFLINE` when the service did not answer. */
  readonly code: string;
  readonly message: string;
  readonly isRetryable: boolean;
}

/** The failure of a request. */
export function failureOf(error: CombinedError): Failure {
  const [first] = error.graphQLErrors;
  if (first !== undefined) {
    const { code, retryable } = first.extensions as { code?: unknown; retryable?: unknown };
    return { code: typeof code === 'string' ? code : 'INTERNAL', message: first.message, isRetryable: retryable === true };
  }
  if (isUnauthenticated(error)) return { code: 'UNAUTHENTICATED', message: '', isRetryable: true };
  return { code: 'OFFLINE', message: '', isRetryable: true };
}

/** Whether the service asks for a token, or for another one. */
export function isUnauthenticated(error: CombinedError): boolean {
  const response: unknown = error.response;
  return response instanceof Response && response.status === 401;
}
