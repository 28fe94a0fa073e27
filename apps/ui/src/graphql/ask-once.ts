import type { TadaDocumentNode } from 'gql.tada';
import type { AnyVariables } from 'urql';
import { pipe, subscribe } from 'wonka';
import { createForgetfulClient } from './client.js';
import { type Failure, failureOf } from './errors.js';

/** What came of a request: data, or why there are none. */
export type Asked<Result> = { readonly data: Result } | { readonly failure: Failure };

let client: ReturnType<typeof createForgetfulClient> | undefined;

/**
 * Asks the service without keeping the answer: for results that are large or hold for a moment. Aborting ends the request; the promise then never
 * settles. Documents may be queries or mutations.
 */
export function askOnce<Result, Variables extends AnyVariables>(
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Asked<Result>> {
  client ??= createForgetfulClient();
  const definitions: readonly { readonly kind: string; readonly operation?: string }[] = document.definitions;
  const isMutation = definitions.some(({ operation }) => operation === 'mutation');
  const source = isMutation ? client.mutation(document, variables) : client.query(document, variables);
  return new Promise((resolve) => {
    const subscription = pipe(
      source,
      subscribe(({ data, error, stale }) => {
        if (stale) return;
        if (error !== undefined) resolve({ failure: failureOf(error) });
        else if (data !== undefined) resolve({ data });
        queueMicrotask(() => subscription.unsubscribe());
      }),
    );
    signal?.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
  });
}
