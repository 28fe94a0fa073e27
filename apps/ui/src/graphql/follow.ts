import type { TadaDocumentNode } from 'gql.tada';
import { stringifyDocument } from '@urql/core';
import { createClient, type Client } from 'graphql-ws';
import { access } from './access-token.js';
import { GRAPHQL_PATH } from './client.js';
import { reportAway, reportOnline } from './connection.js';
import type { Failure } from './errors.js';

/** Variables of a subscription to numbered events. */
export interface NumberedVariables {
  /** Number of the last event that was seen. */
  after: number;
}

/** What a follower is told. */
export interface Follower<Result> {
  /** @returns the number of the event, so that a lost connection goes on after it; null when it has none */
  readonly onEvent: (event: Result) => number | null;
  /** All events were told. */
  readonly onEnd: () => void;
  readonly onFailure: (failure: Failure) => void;
}

const RETRY_MS = 800;
const MAX_RETRY_MS = 5_000;
const FORBIDDEN = 4403;

let shared: Client | undefined;

/** The websocket is opened with the first subscription, and closed after the last. */
function socket(): Client {
  shared ??= createClient({
    url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${GRAPHQL_PATH}`,
    lazy: true,
    lazyCloseTimeout: 3_000,
    connectionParams: () => {
      const { token } = access.get();
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** retries))),
    shouldRetry: (event) => !(event instanceof CloseEvent && event.code === FORBIDDEN),
    on: {
      connected: reportOnline,
      closed: (event) => {
        if (event instanceof CloseEvent && event.code === FORBIDDEN) access.set({ ...access.get(), isRefused: true });
        else if (event instanceof CloseEvent && !event.wasClean) reportAway();
      },
    },
  });
  return shared;
}

/**
 * Follows numbered events. A lost connection is opened again and goes on after the last event that was told: nothing is lost, nothing comes twice.
 * @returns a function that ends it
 */
export function follow<Result, Variables extends NumberedVariables>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
  follower: Follower<Result>,
): () => void {
  // The library sends this very object whenever it opens the connection again.
  const sent = { ...variables };
  return socket().subscribe<Result>(
    { query: stringifyDocument(document), variables: sent as unknown as Record<string, unknown> },
    {
      next: ({ data, errors }) => {
        const [error] = errors ?? [];
        if (error !== undefined) follower.onFailure(failureOfError(error));
        if (data == null) return;
        const number = follower.onEvent(data);
        if (number !== null) sent.after = number;
      },
      complete: follower.onEnd,
      error: (error) => {
        const [first] = Array.isArray(error) ? (error as unknown[]) : [];
        follower.onFailure(failureOfError(first));
      },
    },
  );
}

/** What a follower of something without numbers is told. */
export interface ChangesFollower<Result> {
  readonly onChange: (change: Result) => void;
  /** The connection is there, at first or again: what happened before has to be asked for. */
  readonly onConnected: () => void;
}

/**
 * Follows changes that have no numbers. The last state is asked for whenever the connection has been made.
 * @returns a function that ends it
 */
export function followChanges<Result>(
  document: TadaDocumentNode<Result, Record<string, never>>,
  follower: ChangesFollower<Result>,
): () => void {
  const stopListening = socket().on('connected', follower.onConnected);
  const end = socket().subscribe<Result>(
    { query: stringifyDocument(document) },
    {
      next: ({ data }) => {
        if (data != null) follower.onChange(data);
      },
      complete: () => undefined,
      error: () => undefined,
    },
  );
  return () => {
    stopListening();
    end();
  };
}

/** A subscription of somebody's own, as its results come; it ends when it is left. */
export function iterateText(operation: {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null;
}): AsyncIterableIterator<unknown> {
  const { query, variables, operationName } = operation;
  return socket().iterate({
    query,
    ...(typeof variables === 'object' && variables !== null ? { variables: variables as Record<string, unknown> } : {}),
    ...(operationName == null ? {} : { operationName }),
  });
}

function failureOfError(error: unknown): Failure {
  const { message, extensions } = (error ?? {}) as { message?: string; extensions?: { code?: string; retryable?: boolean } };
  if (message === undefined) return { code: 'OFFLINE', message: '', isRetryable: true };
  return { code: extensions?.code ?? 'INTERNAL', message, isRetryable: extensions?.retryable === true };
}
