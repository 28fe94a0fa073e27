import { graphql } from '../../graphql/graphql.js';

/** Runs a query. */
export const runDocument = graphql(`
  query PlaygroundRun($input: CypherInput!) {
    runCypher(input: $input) {
      kind
      columns
      rows
      truncated
      elapsedMs
      scopedText
      plan
      notices {
        code
        message
        line
        column
        suggestion
      }
      problems {
        code
        message
        line
        column
        endLine
        endColumn
        hint
        suggestion
      }
    }
  }
`);

/** Checks and plans a query. */
export const explainDocument = graphql(`
  query PlaygroundExplain($input: CypherInput!) {
    explainCypher(input: $input) {
      kind
      scopedText
      plan
      notices {
        code
        message
        line
        column
        suggestion
      }
      problems {
        code
        message
        line
        column
        endLine
        endColumn
        hint
        suggestion
      }
    }
  }
`);

/** Stops a running query. */
export const cancelDocument = graphql(`
  mutation PlaygroundCancel($requestId: ID!) {
    cancelCypher(requestId: $requestId)
  }
`);

/** What may be written at a place. */
export const completeDocument = graphql(`
  query PlaygroundComplete($input: CompletionInput!) {
    completeCypher(input: $input) {
      from
      items {
        kind
        text
        detail
      }
    }
  }
`);

/** Words as Cypher. */
export const translateDocument = graphql(`
  query PlaygroundTranslate($repository: ID!, $question: String!) {
    translate(repositoryName: $repository, question: $question) {
      problem
      queries {
        meaning
        text
        parameters
        repairedFrom
      }
    }
  }
`);

/** Symbols of a result and what is between them. */
export const resultGraphDocument = graphql(`
  query PlaygroundGraph($repository: ID!, $ids: [ID!]!) {
    repository(name: $repository) {
      name
      subgraph(ids: $ids) {
        symbols {
          id
          label
          name
          qualifiedName
          filePath
          startLine
          isTest
        }
        relations {
          type
          sourceId
          targetId
          confidence
        }
        truncated
      }
    }
  }
`);
