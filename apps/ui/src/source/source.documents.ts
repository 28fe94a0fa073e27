import { graphql } from '../graphql/graphql.js';

/** What is shown of a symbol beside its source. */
export const symbolDocument = graphql(`
  query SymbolBeside($repository: ID!, $id: ID!) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        id
        label
        name
        qualifiedName
        kind
        signature
        description
        docstring
        filePath
        startLine
        endLine
        relationCounts {
          type
          direction
          count
        }
      }
    }
  }
`);

/** Relations of a symbol, page by page. */
export const symbolRelationsDocument = graphql(`
  query SymbolRelations($repository: ID!, $id: ID!, $direction: Direction!, $types: [RelationType!], $after: String) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        id
        relations(direction: $direction, types: $types, first: 25, after: $after) {
          nodes {
            relation {
              type
              lines
              confidence
            }
            symbol {
              id
              label
              name
              qualifiedName
              filePath
              startLine
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

/** Lines of a file as it was when it was indexed. */
export const sourceTextDocument = graphql(`
  query SourceText($repository: ID!, $filePath: String!, $startLine: Int, $endLine: Int) {
    repository(name: $repository) {
      name
      sourceText(filePath: $filePath, startLine: $startLine, endLine: $endLine) {
        filePath
        language
        startLine
        endLine
        totalLines
        text
      }
    }
  }
`);
