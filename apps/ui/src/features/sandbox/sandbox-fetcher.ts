import type { DocumentNode } from 'graphql';
import { access } from '../../graphql/access-token.js';
import { GRAPHQL_PATH } from '../../graphql/client.js';
import { reportAway, reportOnline } from '../../graphql/connection.js';
import { iterateText } from '../../graphql/follow.js';

/** What GraphiQL hands over. */
interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

/** What of a part of a document tells whether it is a subscription. */
interface Definition {
  readonly kind: string;
  readonly operation?: string;
  readonly name?: { readonly value: string } | undefined;
}

/** Asks the service as the rest of the interface does: with the token of this tab, subscriptions over the one websocket. */
export function sandboxFetcher(operation: Operation, options?: { readonly documentAST?: DocumentNode }) {
  return isSubscription(operation, options?.documentAST) ? iterateText(operation) : ask(operation);
}

function isSubscription({ operationName }: Operation, document: DocumentNode | undefined): boolean {
  const definitions: readonly Definition[] = document?.definitions ?? [];
  return definitions.some(
    ({ operation, name }) => operation === 'subscription' && (operationName == null || name?.value === operationName),
  );
}

async function ask(operation: Operation): Promise<Record<string, unknown>> {
  const { token } = access.get();
  try {
    const response = await fetch(GRAPHQL_PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(operation),
    });
    reportOnline();
    if (response.status === 401) access.set({ ...access.get(), isRefused: true });
    return (await response.json()) as Record<string, unknown>;
  } catch (error) {
    reportAway();
    return { errors: [{ message: error instanceof Error ? error.message : 'The service does not answer.' }] };
  }
}
