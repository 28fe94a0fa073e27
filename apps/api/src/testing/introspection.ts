import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import type { ApiHarness } from './api-harness.js';

/** The schema as a client sees it. */
export async function introspectedSchema(harness: ApiHarness): Promise<GraphQLSchema> {
  const { data, errors } = await harness.query(getIntrospectionQuery());
  if (errors !== undefined) throw new Error(`introspection failed: ${JSON.stringify(errors)}`);
  return buildClientSchema(data as IntrospectionQuery);
}
