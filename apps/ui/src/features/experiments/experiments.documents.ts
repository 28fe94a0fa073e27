import { graphql, type ResultOf } from '../../graphql/graphql.js';

const experimentFragment = graphql(`
  fragment ExperimentFields on Experiment @_unmask {
    name
    repositoryName
    isActive
    createdAt
    weights {
      general
      chat
      both
    }
  }
`);

/** All experiments. */
export const experimentsDocument = graphql(
  `
    query Experiments {
      experiments {
        ...ExperimentFields
      }
    }
  `,
  [experimentFragment],
);

/** An experiment as the page shows it. */
export type ExperimentView = ResultOf<typeof experimentsDocument>['experiments'][number];

/** What the runs of each agent came to. */
export const armFiguresDocument = graphql(`
  query ArmFigures($experiment: ID, $repositoryName: ID, $since: DateTime) {
    armFigures(experiment: $experiment, repositoryName: $repositoryName, since: $since) {
      agent
      answered {
        count
        total
        share
        low
        high
      }
      preferred {
        count
        total
        share
        low
        high
      }
      thumbsUp {
        count
        total
        share
        low
        high
      }
      ties
      stopped
      rounds
      modelCalls
      inputTokens
      outputTokens
      cost {
        amount
        currency
      }
      secondsMedian
      seconds95
    }
  }
`);

/** Adds or changes an experiment. */
export const putExperimentDocument = graphql(
  `
    mutation PutExperiment($input: ExperimentInput!) {
      putExperiment(input: $input) {
        ...ExperimentFields
      }
    }
  `,
  [experimentFragment],
);

/** Deletes an experiment. */
export const deleteExperimentDocument = graphql(`
  mutation DeleteExperiment($name: ID!) {
    deleteExperiment(name: $name)
  }
`);
