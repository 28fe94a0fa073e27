import { CodexGraphError } from '@codexgraph/graph-model';
import type { StoredSettings } from '@codexgraph/config';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { MAX_COST, MAX_DEPTH, MAX_DOCUMENT_CHARACTERS } from '../limits/operation-limits.js';
import { API_PARTS, type ApiParts } from '../ports.js';
import { MAX_BODY_BYTES } from '../security/http-security.js';
import type { ServiceSettings } from './service-settings.js';
import {
  type FixedLimitModel,
  type FixedLimitName,
  ModelEndpointInput,
  ModelRolesInput,
  RunLimitsInput,
  settingsModel,
  ServiceSettingsModel,
} from './settings.model.js';

/** What people set up while the service runs. */
@Resolver(() => ServiceSettingsModel)
export class SettingsResolver {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Query(() => ServiceSettingsModel, {
    description: 'Model servers, who answers in which role, and limits. Keys are not among them.',
  })
  async settings(): Promise<ServiceSettingsModel> {
    return this.model(await this.service.stored());
  }

  @Mutation(() => ServiceSettingsModel, {
    description: 'Adds a model server, or replaces the one of that name. It holds for every run that begins from now on.',
  })
  async putModelEndpoint(
    @Args('input', { description: 'The model server.' }) input: ModelEndpointInput,
  ): Promise<ServiceSettingsModel> {
    return this.model(await this.service.putEndpoint(given(input)));
  }

  @Mutation(() => ServiceSettingsModel, { description: 'Forgets a model server with its key.' })
  async deleteModelEndpoint(
    @Args('name', { type: () => ID, description: 'Its name.' }) name: string,
  ): Promise<ServiceSettingsModel> {
    return this.model(await this.service.deleteEndpoint(name));
  }

  @Mutation(() => ServiceSettingsModel, {
    description: 'Chooses who answers in which role, for every run that begins from now on.',
  })
  async setModelRoles(
    @Args('input', { description: 'Names of model servers by role.' }) input: ModelRolesInput,
  ): Promise<ServiceSettingsModel> {
    return this.model(await this.service.setRoles(given(input)));
  }

  @Mutation(() => ServiceSettingsModel, { description: 'Bounds the runs that begin from now on.' })
  async setRunLimits(@Args('input', { description: 'The bounds.' }) input: RunLimitsInput): Promise<ServiceSettingsModel> {
    return this.model(await this.service.setLimits(given(input)));
  }

  private get service(): ServiceSettings {
    if (this.parts.settings === undefined)
      throw new CodexGraphError('CONFIGURATION', 'This service was started without a home for settings.');
    return this.parts.settings;
  }

  private model(stored: StoredSettings): ServiceSettingsModel {
    return settingsModel(this.service.environment, stored, this.fixedLimits());
  }

  private fixedLimits(): readonly FixedLimitModel[] {
    const { jobsAtOnce, uploads } = this.parts;
    const limit = (name: FixedLimitName, value: number | undefined, variable: string | null = null): FixedLimitModel[] =>
      value === undefined ? [] : [{ name, value, variable }];
    return [
      ...limit('upload-bytes', uploads?.maxBytes),
      ...limit('request-bytes', MAX_BODY_BYTES),
      ...limit('document-characters', MAX_DOCUMENT_CHARACTERS),
      ...limit('operation-depth', MAX_DEPTH),
      ...limit('operation-cost', MAX_COST),
      ...limit('jobs-at-once', jobsAtOnce, 'CODEXGRAPH_WORKER_CONCURRENCY'),
    ];
  }
}

/** GraphQL sends null for what a caller left empty. */
function given<Input extends object>(input: Input): Given<Input> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as Given<Input>;
}

type Given<Input> = { [Name in keyof Input]: Exclude<Input[Name], null | undefined> };
