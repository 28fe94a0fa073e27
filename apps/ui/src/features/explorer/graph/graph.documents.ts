import { graphql } from '../../../graphql/graphql.js';

/** Symbols at the other ends of one type of relations. */
export const expandDocument = graphql(`
  query ExplorerExpand($repository: ID!, $id: ID!, $direction: Direction!, $types: [RelationType!]) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        relations(direction: $direction, types: $types, first: 200) {
          nodes {
            symbol {
              id
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`);

/** Symbols around one, by some relations. */
export const aroundDocument = graphql(`
  query ExplorerAround(
    $repository: ID!
    $id: ID!
    $depth: Int!
    $maxNodes: Int!
    $direction: Direction
    $types: [RelationType!]
  ) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        neighbourhood(depth: $depth, maxNodes: $maxNodes, direction: $direction, types: $types) {
          symbols {
            id
          }
          truncated
        }
      }
    }
  }
`);

/** Symbols along a shortest path: forwards, else any way round. */
export const pathDocument = graphql(`
  query ExplorerPath($repository: ID!, $fromId: ID!, $toId: ID!) {
    repository(name: $repository) {
      name
      path(fromId: $fromId, toId: $toId, direction: OUT) {
        symbols {
          id
        }
      }
      anyWay: path(fromId: $fromId, toId: $toId, direction: ANY) {
        symbols {
          id
        }
      }
    }
  }
`);

/** What is drawn: symbols and all that is between them. */
export const subgraphDocument = graphql(`
  query ExplorerSubgraph($repository: ID!, $ids: [ID!]!) {
    repository(name: $repository) {
      name
      revision
      subgraph(ids: $ids) {
        symbols {
          id
          label
          name
          qualifiedName
          filePath
          startLine
          endLine
          isTest
        }
        relations {
          type
          sourceId
          targetId
          confidence
          rule
          lines
        }
        truncated
      }
    }
  }
`);

/** How many relations a symbol has, before any is loaded. */
export const relationCountsDocument = graphql(`
  query ExplorerCounts($repository: ID!, $id: ID!) {
    repository(name: $repository) {
      name
      symbol(id: $id) {
        id
        label
        name
        relationCounts {
          type
          direction
          count
        }
      }
    }
  }
`);

/** Which revision can be read now. */
export const revisionDocument = graphql(`
  query ExplorerRevision($repository: ID!) {
    repository(name: $repository) {
      name
      revision
    }
  }
`);
