import { graphql } from '../../graphql/graphql.js';
import { jobFragment } from '../../jobs/jobs.documents.js';

/** What the list shows of a repository. */
export const repositoryCardFragment = graphql(
  `
    fragment RepositoryCard on Repository @_unmask {
      name
      revision
      publishedAt
      watch {
        isWanted
        state
        problem
        changedAt
      }
      source {
        kind
        location
        requestedRevision
        subfolder
      }
      statistics {
        files
        filesSkipped
        symbols {
          label
          count
        }
        relations {
          type
          count
        }
        calls {
          total
          resolved
          external
          unresolved
        }
      }
      currentJob {
        ...JobFields
      }
    }
  `,
  [jobFragment],
);

/** All repositories, and the jobs of those that do not exist yet. */
export const repositoriesDocument = graphql(
  `
    query Repositories {
      repositories(first: 100) {
        nodes {
          ...RepositoryCard
        }
      }
      jobs(first: 20) {
        nodes {
          ...JobFields
        }
      }
    }
  `,
  [repositoryCardFragment, jobFragment],
);

/** Whether the source of a repository has moved on. */
export const freshnessDocument = graphql(`
  query Freshness($name: ID!) {
    repository(name: $name) {
      name
      freshness {
        publishedAt
        indexedCommit
        sourceCommit
      }
    }
  }
`);

/** Indexes a source. */
export const addRepositoryDocument = graphql(
  `
    mutation AddRepository($input: AddRepositoryInput!) {
      addRepository(input: $input) {
        joined
        job {
          ...JobFields
        }
      }
    }
  `,
  [jobFragment],
);

/** Reads what has changed in the source. */
export const updateRepositoryDocument = graphql(
  `
    mutation UpdateRepository($name: ID!) {
      updateRepository(name: $name) {
        joined
        job {
          ...JobFields
        }
      }
    }
  `,
  [jobFragment],
);

/** Reads everything again. */
export const reindexRepositoryDocument = graphql(
  `
    mutation ReindexRepository($name: ID!) {
      reindexRepository(name: $name) {
        joined
        job {
          ...JobFields
        }
      }
    }
  `,
  [jobFragment],
);

/** Follows the folder of a repository, or no longer. */
export const watchRepositoryDocument = graphql(`
  mutation WatchRepository($name: ID!, $isWanted: Boolean!) {
    watchRepository(name: $name, isWanted: $isWanted) {
      name
      watch {
        isWanted
        state
        problem
        changedAt
      }
    }
  }
`);

/** Deletes a repository. */
export const deleteRepositoryDocument = graphql(
  `
    mutation DeleteRepository($name: ID!) {
      deleteRepository(name: $name) {
        joined
        job {
          ...JobFields
        }
      }
    }
  `,
  [jobFragment],
);
