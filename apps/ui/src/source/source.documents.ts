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

/** Who calls a symbol, and what it calls, with the lines. */
export const marginsDocument = graphql(`
  query SourceMargins($repository: ID!, $id: ID!) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        id
        callees: relations(direction: OUT, types: [CALLS, INSTANTIATES], first: 200) {
          nodes {
            relation {
              lines
            }
            symbol {
              id
              label
              name
              qualifiedName
            }
          }
        }
        callers: relations(direction: IN, types: [CALLS, INSTANTIATES], first: 60) {
          nodes {
            relation {
              lines
            }
            symbol {
              id
              label
              name
              qualifiedName
            }
          }
        }
      }
    }
  }
`);

/** The symbol of a file. */
export const fileModuleDocument = graphql(`
  query FileModule($repository: ID!, $filePath: String!) {
    repository(name: $repository) {
      name
      symbolsAt(filePath: $filePath, line: 1) {
        id
      }
    }
  }
`);

/** What a file defines. */
export const outlineDocument = graphql(`
  query FileOutline($repository: ID!, $id: ID!) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        id
        neighbourhood(depth: 2, maxNodes: 600, direction: OUT, types: [CONTAINS, HAS_METHOD]) {
          symbols {
            id
            label
            name
            className
            filePath
            startLine
          }
        }
      }
    }
  }
`);

/** A symbol and what is next to it. */
export const surroundingsDocument = graphql(`
  query SymbolSurroundings($repository: ID!, $id: ID!) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        id
        neighbourhood(depth: 1, maxNodes: 40) {
          symbols {
            id
            label
            name
            isTest
          }
          relations {
            type
            sourceId
            targetId
            confidence
          }
        }
      }
    }
  }
`);
