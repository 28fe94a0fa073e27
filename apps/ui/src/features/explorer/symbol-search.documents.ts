import { graphql } from '../../graphql/graphql.js';

/** Symbols that the explorer can begin with. */
export const symbolsDocument = graphql(`
  query ExplorerSymbols($repository: ID!, $prefix: String!) {
    repository(name: $repository) {
      name
      symbols(namePrefix: $prefix, first: 20) {
        nodes {
          id
          label
          name
          qualifiedName
        }
      }
    }
  }
`);
