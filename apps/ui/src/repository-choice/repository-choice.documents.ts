import { graphql } from '../graphql/graphql.js';

/** Names of all repositories. */
export const repositoryNamesDocument = graphql(`
  query RepositoryNames {
    repositories(first: 200) {
      nodes {
        name
      }
    }
  }
`);
