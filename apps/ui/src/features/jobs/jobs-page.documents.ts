import { graphql } from '../../graphql/graphql.js';
import { jobFragment } from '../../jobs/jobs.documents.js';

/** A page of jobs, newest first. */
export const jobsDocument = graphql(
  `
    query Jobs($states: [JobState!], $repositoryName: ID, $after: String) {
      jobs(first: 25, states: $states, repositoryName: $repositoryName, after: $after) {
        nodes {
          ...JobFields
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [jobFragment],
);

/** How many jobs stand where. */
export const jobQueuesDocument = graphql(`
  query JobQueues {
    jobQueues {
      name
      waiting
      running
      retrying
      failed
      completed
      workers
    }
  }
`);

/** What has happened to a job, with its times. */
export const jobLogDocument = graphql(`
  subscription JobLog($jobId: ID!, $after: Int!) {
    jobEvents(jobId: $jobId, after: $after) {
      number
      type
      at
      attempt
      progress {
        phase
        done
        total
        unit
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
        embedded
        embeddingsMissing
        cpuSeconds
        peakRssMb
        seconds {
          phase
          seconds
        }
      }
    }
  }
`);
