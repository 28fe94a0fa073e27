import { graphql } from '../graphql/graphql.js';

/** Symbols of a repository whose short name begins with a text. */
export const symbolsByPrefixDocument = graphql(`
  query SymbolsByPrefix($repository: ID!, $prefix: String!) {
    repository(name: $repository) {
      name
      symbols(namePrefix: $prefix, first: 20) {
        nodes {
          id
          label
          name
          qualifiedName
          filePath
          startLine
        }
      }
    }
  }
`);
