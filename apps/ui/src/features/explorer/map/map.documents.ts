import { graphql } from '../../../graphql/graphql.js';

/** The repository as folders and files, and what leads from one to another. */
export const codeMapDocument = graphql(`
  query ExplorerMap($repository: ID!, $open: [String!]!) {
    repository(name: $repository) {
      name
      revision
      codeMap(open: $open, maxEntries: 400) {
        entries {
          kind
          path
          name
          moduleId
          files
          lines
          symbols
          inside
        }
        relations {
          source
          target
          type
          count
        }
        omitted
      }
    }
  }
`);
