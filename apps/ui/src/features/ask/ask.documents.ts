import { graphql } from '../../graphql/graphql.js';

/** A run as it is shown. */
export const runFragment = graphql(`
  fragment RunFields on Run @_unmask {
    id
    agent
    answer
    citations {
      symbolId
      label
      name
      qualifiedName
      className
      filePath
      startLine
      endLine
    }
    conversationId
    costs {
      rounds
      modelCalls
      inputTokens
      outputTokens
      seconds
    }
    createdAt
    diff
    errorCode
    filePath
    isOffline
    limit
    question
    queuePlace
    repositoryName
    seat
    state
    task
    turn
    value
  }
`);

/** One conversation with its runs. */
export const conversationDocument = graphql(
  `
    query Conversation($id: ID!) {
      conversation(id: $id) {
        id
        title
        mode
        repositoryName
        turns
        runs {
          ...RunFields
        }
      }
    }
  `,
  [runFragment],
);

/** One run as it stands. */
export const runDocument = graphql(
  `
    query Run($id: ID!) {
      run(id: $id) {
        ...RunFields
      }
    }
  `,
  [runFragment],
);

/** Conversations, the latest first. */
export const conversationsDocument = graphql(`
  query Conversations($text: String, $after: String) {
    conversations(first: 30, text: $text, after: $after) {
      nodes {
        id
        title
        mode
        repositoryName
        turns
        updatedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Asks a question. */
export const askDocument = graphql(
  `
    mutation Ask($input: AskInput!) {
      ask(input: $input) {
        conversation {
          id
          title
          mode
          repositoryName
          turns
        }
        runs {
          ...RunFields
        }
      }
    }
  `,
  [runFragment],
);

/** What happens in a run. */
export const runUpdatesDocument = graphql(`
  subscription RunUpdates($runId: ID!, $after: Int!) {
    runUpdates(runId: $runId, after: $after) {
      runId
      state
      queuePlace
      number
      event
    }
  }
`);

/** Stops a run. */
export const stopRunDocument = graphql(
  `
    mutation StopRun($id: ID!) {
      stopRun(id: $id) {
        ...RunFields
      }
    }
  `,
  [runFragment],
);

/** Judges one answer. */
export const rateRunDocument = graphql(`
  mutation RateRun($input: RateRunInput!) {
    rateRun(input: $input)
  }
`);

/** Says which of two answers is better. */
export const preferAnswerDocument = graphql(`
  mutation PreferAnswer($input: PreferAnswerInput!) {
    preferAnswer(input: $input)
  }
`);

/** Gives a conversation another title. */
export const renameConversationDocument = graphql(`
  mutation RenameConversation($id: ID!, $title: String!) {
    renameConversation(id: $id, title: $title) {
      id
      title
    }
  }
`);

/** Deletes a conversation. */
export const deleteConversationDocument = graphql(`
  mutation DeleteConversation($id: ID!) {
    deleteConversation(id: $id)
  }
`);

/** A conversation as it is taken away. */
export const exportDocument = graphql(
  `
    query ExportConversation($id: ID!) {
      conversation(id: $id) {
        id
        title
        mode
        repositoryName
        createdAt
        updatedAt
        markdown
        runs {
          ...RunFields
        }
      }
    }
  `,
  [runFragment],
);

/** What suggestions are made of: what is called most, and the largest classes. */
export const suggestionsDocument = graphql(`
  query Suggestions($repository: ID!, $called: String!, $classes: String!) {
    called: runCypher(input: { repositoryName: $repository, text: $called, maxRows: 3, timeoutMs: 5000 }) {
      rows
    }
    classes: runCypher(input: { repositoryName: $repository, text: $classes, maxRows: 2, timeoutMs: 5000 }) {
      rows
    }
  }
`);
