import type { ApolloServerPlugin } from '@apollo/server';
import { limitError } from './operation-limits.js';

/** Applies the limits to HTTP requests, after validation and before any resolver. */
export const apolloLimits: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, request, operation }) => {
        const error =
          operation === undefined ? undefined : limitError({ schema, document, operation, variables: request.variables });
        return error === undefined ? Promise.resolve() : Promise.reject(error);
      },
    }),
};
