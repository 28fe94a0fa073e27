import { DEFAULT_RUN_LIMITS, type RunLimits } from '@codexgraph/chat-agent';
import { MODEL_ROLES, type ModelSettings, type StoredSettings, withStoredModels } from '@codexgraph/config';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

/** What a model answers for. */
export const ModelRoleEnum = Object.fromEntries(MODEL_ROLES.map((role) => [role.toUpperCase(), role]));
registerEnumType(ModelRoleEnum, {
  name: 'ModelRole',
  description: 'What a model answers for.',
  valuesMap: {
    AGENT: { description: 'Thinks for the agents; every role without a model of its own follows it.' },
    CYPHER: { description: 'Writes Cypher.' },
    CRITIQUE: { description: 'Judges answers.' },
    GENERATION: { description: 'Writes final answers and code.' },
    DESCRIPTION: { description: 'Describes symbols.' },
  },
});

/** Where a setting comes from. */
export const SettingOrigin = { ENVIRONMENT: 'environment', STORED: 'stored' } as const;
registerEnumType(SettingOrigin, {
  name: 'SettingOrigin',
  description: 'Where a setting comes from.',
  valuesMap: {
    ENVIRONMENT: { description: 'From the environment of the service; it can be changed there only.' },
    STORED: { description: 'Set up here.' },
  },
});

/** Names of limits that cannot be changed here. */
export const FIXED_LIMITS = [
  'upload-bytes',
  'request-bytes',
  'document-characters',
  'operation-depth',
  'operation-cost',
  'jobs-at-once',
] as const;
/** See {@link FIXED_LIMITS}. */
export type FixedLimitName = (typeof FIXED_LIMITS)[number];
const FixedLimitEnum = Object.fromEntries(FIXED_LIMITS.map((name) => [name.toUpperCase().replaceAll('-', '_'), name]));
registerEnumType(FixedLimitEnum, {
  name: 'FixedLimitName',
  description: 'A limit that holds while the service runs.',
  valuesMap: {
    UPLOAD_BYTES: { description: 'Bytes of an uploaded archive.' },
    REQUEST_BYTES: { description: 'Bytes of a GraphQL request.' },
    DOCUMENT_CHARACTERS: { description: 'Characters of a GraphQL document.' },
    OPERATION_DEPTH: { description: 'Fields inside one another.' },
    OPERATION_COST: { description: 'Cost of a GraphQL operation.' },
    JOBS_AT_ONCE: { description: 'Jobs that one worker runs at a time.' },
  },
});

/** A model server. */
@ObjectType('ConfiguredEndpoint', { description: 'A model server that is set up. Its key is never given out.' })
export class ConfiguredEndpointModel {
  @Field(() => ID, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'Its address, with the version part.' })
  baseUrl!: string;

  @Field(() => String, { description: 'Name of the model there.' })
  model!: string;

  @Field(() => Boolean, { description: 'Whether a key is kept for it.' })
  hasKey!: boolean;

  @Field(() => Int, { nullable: true, description: 'Tokens that fit into question and reply; null: not known.' })
  contextTokens!: number | null;

  @Field(() => Int, { nullable: true, description: 'Bound of replies in tokens; null: none of ours.' })
  maxOutputTokens!: number | null;

  @Field(() => Float, { nullable: true, description: 'Temperature, 0 to 2; null: that of the server.' })
  temperature!: number | null;

  @Field(() => SettingOrigin, { description: 'Where it was set up.' })
  origin!: string;
}

/** Who answers in a role. */
@ObjectType('RoleChoice', { description: 'The model server that answers in a role.' })
export class RoleChoiceModel {
  @Field(() => ModelRoleEnum, { description: 'The role.' })
  role!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Name of the model server; null: that of the agents answers, or the built-in planner where they have none.',
  })
  endpointName!: string | null;

  @Field(() => SettingOrigin, { description: 'Where that was chosen.' })
  origin!: string;
}

/** Bounds of a run. */
@ObjectType('RunLimits', {
  description: 'Bounds of one run of an agent; the first that is reached ends the search for an answer.',
})
export class RunLimitsModel implements RunLimits {
  @Field(() => Int, { description: "Turns of the agent's model." })
  rounds!: number;

  @Field(() => Int, { description: 'Calls of any model.' })
  modelCalls!: number;

  @Field(() => Int, { description: 'Tokens of all calls together.' })
  tokens!: number;

  @Field(() => Int, { description: 'Seconds.' })
  seconds!: number;

  @Field(() => Int, { description: 'Queries that are run.' })
  queries!: number;
}

/** Bounds of a run, to be set. */
@InputType({ description: 'Bounds of one run of an agent. Absent ones are the built-in ones.' })
export class RunLimitsInput {
  @Field(() => Int, { nullable: true, description: "Turns of the agent's model, 1 to 20." })
  rounds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Calls of any model, 1 to 500.' })
  modelCalls?: number | null;

  @Field(() => Int, { nullable: true, description: 'Tokens of all calls together.' })
  tokens?: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds, 1 to 3,600.' })
  seconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Queries that are run, 1 to 1,000.' })
  queries?: number | null;
}

/** A limit of the service. */
@ObjectType('FixedLimit', { description: 'A limit of the service that is not changed while it runs.' })
export class FixedLimitModel {
  @Field(() => FixedLimitEnum, { description: 'What it bounds.' })
  name!: string;

  @Field(() => Float, { description: 'The bound.' })
  value!: number;

  @Field(() => String, { nullable: true, description: 'Variable of the environment that sets it; null: it is built in.' })
  variable!: string | null;
}

/** Settings of the service. */
@ObjectType('ServiceSettings', { description: 'Model servers, who answers in which role, and limits.' })
export class ServiceSettingsModel {
  @Field(() => [ConfiguredEndpointModel], { description: 'Model servers; none: the built-in planner answers.' })
  endpoints!: readonly ConfiguredEndpointModel[];

  @Field(() => [RoleChoiceModel], { description: 'Who answers, for every role.' })
  roles!: readonly RoleChoiceModel[];

  @Field(() => RunLimitsModel, { description: 'Bounds of runs that begin now.' })
  runLimits!: RunLimits;

  @Field(() => RunLimitsModel, { description: 'Bounds of runs where nothing else is set.' })
  builtInRunLimits!: RunLimits;

  @Field(() => [FixedLimitModel], { description: 'Limits that are not changed here.' })
  fixedLimits!: readonly FixedLimitModel[];
}

/** A model server to set up. */
@InputType({ description: 'A model server to add, or to replace by its name.' })
export class ModelEndpointInput {
  @Field(() => ID, { description: 'Its name: a letter, then letters, digits and . _ -; at most 41.' })
  name!: string;

  @Field(() => String, { description: 'Its address, with the version part: http://127.0.0.1:8000/v1.' })
  baseUrl!: string;

  @Field(() => String, { description: 'Name of the model there.' })
  model!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its key. Absent: the key that is kept stays, as long as the server is the same; empty: it is forgotten.',
  })
  apiKey?: string | null;

  @Field(() => Int, { nullable: true, description: 'Tokens that fit into question and reply.' })
  contextTokens?: number | null;

  @Field(() => Int, { nullable: true, description: 'Bound of replies in tokens.' })
  maxOutputTokens?: number | null;

  @Field(() => Float, { nullable: true, description: 'Temperature, 0 to 2.' })
  temperature?: number | null;
}

/** Who is to answer in which role. */
@InputType({ description: 'The name of a model server for each role; roles without one follow that of the agents.' })
export class ModelRolesInput {
  @Field(() => ID, { nullable: true, description: 'Thinks for the agents.' })
  agent?: string | null;

  @Field(() => ID, { nullable: true, description: 'Writes Cypher.' })
  cypher?: string | null;

  @Field(() => ID, { nullable: true, description: 'Judges answers.' })
  critique?: string | null;

  @Field(() => ID, { nullable: true, description: 'Writes final answers and code.' })
  generation?: string | null;

  @Field(() => ID, { nullable: true, description: 'Describes symbols.' })
  description?: string | null;
}

/** Settings as callers see them: without keys. */
export function settingsModel(
  environment: ModelSettings,
  stored: StoredSettings,
  fixedLimits: readonly FixedLimitModel[],
): ServiceSettingsModel {
  const { endpoints, roles } = withStoredModels(environment, stored);
  const own = new Set(environment.endpoints.map(({ name }) => name));
  return {
    endpoints: endpoints.map(({ name, baseUrl, model, apiKey, contextTokens, maxOutputTokens, temperature }) => ({
      name,
      baseUrl,
      model,
      hasKey: apiKey !== undefined,
      contextTokens: contextTokens ?? null,
      maxOutputTokens: maxOutputTokens ?? null,
      temperature: temperature ?? null,
      origin: own.has(name) ? 'environment' : 'stored',
    })),
    roles: MODEL_ROLES.map((role) => ({
      role,
      endpointName: roles[role] ?? null,
      origin: environment.roles[role] === undefined ? 'stored' : 'environment',
    })),
    runLimits: { ...DEFAULT_RUN_LIMITS, ...stored.limits },
    builtInRunLimits: DEFAULT_RUN_LIMITS,
    fixedLimits,
  };
}
