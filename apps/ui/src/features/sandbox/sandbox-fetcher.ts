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

/** Asks the service as the rest of the interface does: with the token of this tab, subscriptions over the one websocket. */
export function sandboxFetcher(operation: Operation, options?: { readonly documentAST?: DocumentNode }) {
  return isSubscription(operation, options?.documentAST) ? iterateText(operation) : ask(operation);
}

function isSubscription({ operationName }: Operation, document: DocumentNode | undefined): boolean {
  const operations = document?.definitions.filter((definition) => definition.kind === ('OperationDefinition' as never)) ?? [];
  return operations.some(
    (definition) =>
      'operation' in definition &&
      definition.operation === ('subscription' as never) &&
      (operationName == null || ('name' in definition && definition.name?.value === operationName)),
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
