/** A document that can be tried as it stands. */
export interface SandboxExample {
  readonly id: 'repositories' | 'callers' | 'quality' | 'search' | 'cypher' | 'ask' | 'jobs' | 'follow' | 'models';
  readonly query: string;
  /** Values for a repository; undefined where none are needed. */
  readonly variables?: (repository: string) => object;
}

/** From looking around to asking and following; each one works on any repository. */
export const EXAMPLES: readonly SandboxExample[] = [
  {
    id: 'repositories',
    query: `{
  repositories {
    nodes {
      name
      publishedAt
      source { kind location }
      statistics {
        files
        symbols { label count }
        calls { total resolved external unresolved }
      }
      watch { state }
    }
  }
}`,
  },
  {
    id: 'callers',
    query: `# The functions and methods whose name begins so, with those who call them.
query Callers($repository: ID!, $name: String!) {
  repository(name: $repository) {
    symbols(namePrefix: $name, labels: [FUNCTION, METHOD], first: 5) {
      nodes {
        id
        qualifiedName
        filePath
        startLine
        relations(direction: IN, types: [CALLS], first: 10) {
          nodes {
            symbol { qualifiedName filePath startLine }
            relation { confidence lines }
          }
        }
      }
    }
  }
}`,
    variables: (repository) => ({ repository, name: 'a' }),
  },
  {
    id: 'quality',
    query: `query Quality($repository: ID!) {
  repository(name: $repository) {
    worstFolders(first: 5) {
      folder
      quality { calls { total unresolved } }
    }
    skippedFiles(first: 10) {
      nodes { path reason }
    }
    freshness { ageSeconds indexedCommit sourceCommit }
  }
}`,
    variables: (repository) => ({ repository }),
  },
  {
    id: 'search',
    query: `query Search($repository: ID!, $text: String!) {
  repository(name: $repository) {
    search(text: $text, first: 5) {
      hits {
        score
        symbol { qualifiedName filePath startLine }
        reasons { signal text }
      }
      notes
    }
  }
}`,
    variables: (repository) => ({ repository, text: 'add an item' }),
  },
  {
    id: 'cypher',
    query: `query Cypher($input: CypherInput!) {
  runCypher(input: $input) {
    columns
    rows
    problems { message }
    scopedText
    elapsedMs
  }
}`,
    variables: (repository) => ({
      input: {
        repositoryName: repository,
        text: 'MATCH (caller)-[:CALLS]->(called) RETURN called.qualified_name AS symbol, count(caller) AS callers ORDER BY callers DESC LIMIT 10',
      },
    }),
  },
  {
    id: 'ask',
    query: `mutation Ask($input: AskInput!) {
  ask(input: $input) {
    conversation { id title }
    runs { id agent state }
  }
}`,
    variables: (repository) => ({ input: { repositoryName: repository, mode: 'CHAT', question: 'How many classes are there?' } }),
  },
  {
    id: 'jobs',
    query: `{
  jobQueues { name waiting running failed workers }
  jobs(first: 5) {
    nodes {
      id
      operation
      repositoryName
      state
      failure { code message }
      result { files symbols relations }
    }
  }
}`,
  },
  {
    id: 'follow',
    query: `# Runs until it is stopped; update a repository meanwhile.
subscription FollowJobs {
  jobChanges {
    id
    operation
    repositoryName
    state
    progress { phase fraction etaSeconds }
  }
}`,
  },
  {
    id: 'models',
    query: `{
  modelEndpoints { name model roles status latency lastError }
}`,
  },
];
