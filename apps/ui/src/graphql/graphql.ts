import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './generated/schema-types.js';

/**
 * Writes a typed document: `graphql('query X { ... }')`, fragments in the second argument. Results and variables get their types from
 * apps/api/schema.graphql. Documents stand in files `*.documents.ts`; a test checks every one of them against the schema and its limits.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** ISO 8601, UTC. */
    DateTime: string;
    JSON: unknown;
  };
}>();

export { readFragment } from 'gql.tada';
export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
