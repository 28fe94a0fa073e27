import { graphql, type ResultOf } from '../../graphql/graphql.js';

const settingsFragment = graphql(`
  fragment SettingsFields on ServiceSettings @_unmask {
    endpoints {
      name
      baseUrl
      model
      hasKey
      contextTokens
      maxOutputTokens
      temperature
      origin
    }
    roles {
      role
      endpointName
      origin
    }
    runLimits {
      rounds
      modelCalls
      tokens
      seconds
      queries
    }
    builtInRunLimits {
      rounds
      modelCalls
      tokens
      seconds
      queries
    }
    fixedLimits {
      name
      value
      variable
    }
  }
`);

/** What is set up in the service. */
export const settingsDocument = graphql(
  `
    query Settings {
      settings {
        ...SettingsFields
      }
    }
  `,
  [settingsFragment],
);

/** See {@link settingsDocument}. */
export type SettingsView = ResultOf<typeof settingsDocument>['settings'];

/** Adds or changes a model server. */
export const putModelEndpointDocument = graphql(
  `
    mutation PutModelEndpoint($input: ModelEndpointInput!) {
      putModelEndpoint(input: $input) {
        ...SettingsFields
      }
    }
  `,
  [settingsFragment],
);

/** Forgets a model server. */
export const deleteModelEndpointDocument = graphql(
  `
    mutation DeleteModelEndpoint($name: ID!) {
      deleteModelEndpoint(name: $name) {
        ...SettingsFields
      }
    }
  `,
  [settingsFragment],
);

/** Chooses who answers in which role. */
export const setModelRolesDocument = graphql(
  `
    mutation SetModelRoles($input: ModelRolesInput!) {
      setModelRoles(input: $input) {
        ...SettingsFields
      }
    }
  `,
  [settingsFragment],
);

/** Bounds runs. */
export const setRunLimitsDocument = graphql(
  `
    mutation SetRunLimits($input: RunLimitsInput!) {
      setRunLimits(input: $input) {
        ...SettingsFields
      }
    }
  `,
  [settingsFragment],
);
