import { type Client, createClient, type Exchange, fetchExchange, makeOperation, type Operation } from '@urql/core';
import { map, pipe, tap } from 'wonka';
import { access } from './access-token.js';
import { createCache } from './cache.js';
import { connection, reportAway, reportOnline } from './connection.js';
import { isUnauthenticated } from './errors.js';

/** Address of GraphQL: always the server that the page came from. */
export const GRAPHQL_PATH = '/graphql';

const request = {
  url: GRAPHQL_PATH,
  preferGetMethod: false,
  fetch: fetchAndReport,
  fetchOptions: () => {
    const { token } = access.get();
    return token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  },
} as const;

/** The one client of the page, with its cache. */
export function createGraphQLClient(): Client {
  return createClient({
    ...request,
    requestPolicy: 'cache-and-network',
    exchanges: [withoutNull, createCache(), askAgain, fetchExchange],
  });
}

/** A client that remembers nothing and never asks again by itself: for answers that are large, or that hold for one moment only. */
export function createForgetfulClient(): Client {
  return createClient({ ...request, requestPolicy: 'network-only', exchanges: [fetchExchange] });
}

/** Of a request that failed the service says that its data are null; types, and who reads them, know only that there are none. */
const withoutNull: Exchange =
  ({ forward }) =>
  (operations) =>
    pipe(
      forward(operations),
      map((result) => (result.data === null ? { ...result, data: undefined } : result)),
    );

async function fetchAndReport(input: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, options);
    reportOnline();
    if (response.status === 401) access.set({ ...access.get(), isRefused: true });
    return response;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) reportAway();
    throw error;
  }
}

/** Queries that failed because the service was away, or had no token, run again by themselves when that has changed. */
const askAgain: Exchange = ({ forward, client }) => {
  const failed = new Map<number, Operation>();
  const retry = (): void => {
    const operations = [...failed.values()];
    failed.clear();
    for (const operation of operations) {
      client.reexecuteOperation(makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }));
    }
  };
  connection.subscribe(() => {
    if (connection.get() === 'online') retry();
  });
  access.subscribe(() => {
    if (!access.get().isRefused) retry();
  });
  return (operations) =>
    pipe(
      operations,
      tap((operation) => {
        if (operation.kind === 'teardown') failed.delete(operation.key);
      }),
      forward,
      tap(({ operation, error }) => {
        if (operation.kind !== 'query' || error === undefined) return;
        if (error.networkError !== undefined || isUnauthenticated(error)) failed.set(operation.key, operation);
      }),
    );
};
