import { cacheExchange, type UpdateResolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { KEYED_TYPES } from './cache-keys.js';
import { EMBEDDED_TYPES } from './generated/embedded-types.js';

type KeyOf = (data: Readonly<Record<string, unknown>>) => string | null;

/** One copy of everything that has an identity; the rest stays inside the answer that it came with. */
export function createCache() {
  const keys: Record<string, KeyOf> = {};
  for (const name of EMBEDDED_TYPES) keys[name] = () => null;
  for (const [name, field] of Object.entries(KEYED_TYPES)) keys[name] = (data) => textOf(data[field]);
  return cacheExchange({
    keys,
    resolvers: {
      Query: {
        conversations: relayPagination(),
        job: (_parent, { id }) => ({ __typename: 'Job', id: textOf(id) ?? '' }),
        run: (_parent, { id }) => ({ __typename: 'Run', id: textOf(id) ?? '' }),
      },
    },
    updates: {
      Mutation: {
        deleteConversation: (_result, { id }, cache) => {
          cache.invalidate({ __typename: 'Conversation', id: textOf(id) ?? '' });
        },
        ask: (_result, _variables, cache) => {
          cache.invalidate('Query', 'conversations');
        },
        ...Object.fromEntries(SETTINGS_MUTATIONS.map((name) => [name, forgetSettings])),
        preferAnswer: (_result, { input }, cache) => {
          const { conversationId } = input as { readonly conversationId: string };
          cache.invalidate({ __typename: 'Conversation', id: conversationId }, 'runs');
        },
      },
    },
  });
}

/** What they answer with has no identity: the settings are asked for again, and with them how the models stand. */
const SETTINGS_MUTATIONS = ['putModelEndpoint', 'deleteModelEndpoint', 'setModelRoles', 'setRunLimits'];

const forgetSettings: UpdateResolver = (_result, _variables, cache) => {
  cache.invalidate('Query', 'settings');
  cache.invalidate('Query', 'modelEndpoints');
};

/** Ids are texts in every document. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
