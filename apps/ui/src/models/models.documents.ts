import { graphql } from '../graphql/graphql.js';

/** The models that answer, and how they stand. */
export const modelEndpointsDocument = graphql(`
  query ModelEndpoints {
    modelEndpoints {
      name
      model
      roles
      status
      latency
      lastError
      checkedAt
    }
  }
`);
