import { graphql } from '../graphql/graphql.js';

/** What is shown of a job wherever it stands. */
export const jobFragment = graphql(`
  fragment JobFields on Job @_unmask {
    id
    operation
    repositoryName
    state
    cancelRequested
    requestedAt
    startedAt
    finishedAt
    attempt
    progress {
      phase
      done
      total
      unit
      fraction
      etaSeconds
    }
    failure {
      code
      message
    }
    result {
      files
      filesSkipped
      symbols
      relations
    }
  }
`);

/** What happens to a job. */
export const jobEventsDocument = graphql(`
  subscription JobEvents($jobId: ID!, $after: Int!) {
    jobEvents(jobId: $jobId, after: $after) {
      number
      type
      progress {
        phase
        done
        total
        unit
        fraction
        etaSeconds
      }
      failure {
        code
        message
      }
      result {
        files
        filesSkipped
        symbols
        relations
      }
    }
  }
`);

/** Ends a job. */
export const cancelJobDocument = graphql(
  `
    mutation CancelJob($id: ID!) {
      cancelJob(id: $id) {
        ...JobFields
      }
    }
  `,
  [jobFragment],
);

/** Asks again for what failed or was cancelled. */
export const retryJobDocument = graphql(
  `
    mutation RetryJob($id: ID!) {
      retryJob(id: $id) {
        joined
        job {
          ...JobFields
        }
      }
    }
  `,
  [jobFragment],
);

/** Every job that something happens to. */
export const jobChangesDocument = graphql(
  `
    subscription JobChanges {
      jobChanges {
        ...JobFields
      }
    }
  `,
  [jobFragment],
);
