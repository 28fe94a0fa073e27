import { graphql, type ResultOf } from '../../../graphql/graphql.js';

/** How complete the graph of a repository is, in all and folder by folder. */
export const qualityDocument = graphql(`
  query Quality($name: ID!, $folder: String!) {
    repository(name: $name) {
      name
      revision
      publishedAt
      freshness {
        publishedAt
        indexedCommit
        sourceCommit
      }
      statistics {
        filesSkipped
        symbols {
          label
          count
        }
        relations {
          type
          count
        }
      }
      quality(folder: $folder) {
        files
        lines
        importsUnresolved
        parseErrors
        calls {
          total
          resolved
          external
          unresolved
        }
      }
      worstFolders(first: 8) {
        folder
        quality {
          calls {
            total
            unresolved
          }
        }
      }
      files(folder: $folder, first: 100) {
        nodes {
          kind
          name
          path
          quality {
            files
            lines
            parseErrors
            calls {
              total
              resolved
              external
              unresolved
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

/** The repository as the page asks for it. */
export type RepositoryQuality = NonNullable<ResultOf<typeof qualityDocument>['repository']>;

/** Files that were left out. */
export const skippedFilesDocument = graphql(`
  query SkippedFiles($name: ID!, $after: String) {
    repository(name: $name) {
      name
      skippedFiles(first: 50, after: $after) {
        nodes {
          path
          reason
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
