import { type RunLimits } from '@codexgraph/chat-agent';
import {
  type ConfiguredRole,
  type ModelSettings,
  storedEndpoint,
  type StoredEndpoint,
  storedRunLimits,
  type StoredSettings,
  withStoredModels,
} from '@codexgraph/config';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { z } from 'zod';
import type { SettingsFile } from './settings-file.js';

/** What answering needs to know of the settings. */
export interface AnsweringSettings {
  readonly models: ModelSettings;
  readonly limits: Partial<RunLimits>;
}

/** A model server as people write it down. */
export interface EndpointRequest extends Omit<StoredEndpoint, 'apiKey'> {
  /** Absent: the key that is kept stays; '': it is forgotten. */
  readonly apiKey?: string;
}

/** Names of endpoints by role; '' and absent roles follow the agents. */
export type RoleRequest = Readonly<Partial<Record<ConfiguredRole, string>>>;

/** What {@link ServiceSettings} needs. */
export interface ServiceSettingsOptions {
  /** Models of the environment, which the file does not change. */
  readonly environment: ModelSettings;
  readonly file: Pick<SettingsFile, 'read' | 'write'>;
  /** Makes new settings hold for every run that begins from now on. */
  readonly apply: (settings: AnsweringSettings) => Promise<void>;
}

/** Model servers, roles and bounds of runs that people set up while the service runs. Keys go in and are never given out. */
export class ServiceSettings {
  /** Changes come one after another: each begins with what the one before has written. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ServiceSettingsOptions) {}

  /** Models of the environment. */
  get environment(): ModelSettings {
    return this.options.environment;
  }

  /** What is set up now; it holds keys. @throws CONFIGURATION */
  async stored(): Promise<StoredSettings> {
    return this.options.file.read();
  }

  /** Adds a model server, or replaces the one of that name. @throws BAD_INPUT, CONFLICT when the environment has that name */
  async putEndpoint({ apiKey, ...request }: EndpointRequest): Promise<StoredSettings> {
    const given = checked(storedEndpoint, { ...request, ...(apiKey === undefined || apiKey === '' ? {} : { apiKey }) });
    this.refuseEnvironment(given.name);
    return this.change((before) => {
      const known = before.endpoints.find((endpoint) => endpoint.name === given.name);
      const endpoint = apiKey === undefined ? withKeptKey(given, known) : given;
      const others = before.endpoints.filter((one) => one.name !== given.name);
      // The first model that is set up is meant to be used.
      const isFirst = this.environment.endpoints.length === 0 && others.length === 0;
      return {
        ...before,
        endpoints: [...others, endpoint].sort((a, b) => (a.name < b.name ? -1 : 1)),
        roles: isFirst ? { ...before.roles, agent: given.name } : before.roles,
      };
    });
  }

  /** Forgets a model server with its key; its roles follow the agents again. @throws NOT_FOUND, CONFLICT as {@link putEndpoint} */
  async deleteEndpoint(name: string): Promise<StoredSettings> {
    this.refuseEnvironment(name);
    return this.change((before) => {
      if (!before.endpoints.some((endpoint) => endpoint.name === name))
        throw new CodexGraphError('NOT_FOUND', `There is no model server ${name}.`);
      return {
        ...before,
        endpoints: before.endpoints.filter((endpoint) => endpoint.name !== name),
        roles: Object.fromEntries(Object.entries(before.roles).filter(([, endpoint]) => endpoint !== name)),
      };
    });
  }

  /** Chooses who answers in which role. @throws BAD_INPUT for an unknown endpoint; CONFLICT for a role that the environment sets */
  async setRoles(request: RoleRequest): Promise<StoredSettings> {
    const chosen = Object.fromEntries(Object.entries(request).filter(([, endpoint]) => endpoint !== ''));
    const fixed = (Object.keys(chosen) as ConfiguredRole[]).filter((role) => this.environment.roles[role] !== undefined);
    if (fixed.length > 0)
      throw new CodexGraphError(
        'CONFLICT',
        `The environment of the service sets the model for: ${fixed.join(', ')}. Change it there.`,
      );
    return this.change((before) => {
      const known = new Set([...this.environment.endpoints, ...before.endpoints].map(({ name }) => name));
      const unknown = Object.values(chosen).filter((endpoint) => !known.has(endpoint));
      if (unknown.length > 0)
        throw new CodexGraphError('BAD_INPUT', `There is no model server ${unknown.join(', ')}. Add it first.`);
      return { ...before, roles: chosen };
    });
  }

  /** Bounds the runs that begin from now on; absent bounds are the built-in ones. @throws BAD_INPUT */
  async setLimits(limits: Partial<RunLimits>): Promise<StoredSettings> {
    const given = checked(storedRunLimits, limits);
    return this.change((before) => ({ ...before, limits: given }));
  }

  private refuseEnvironment(name: string): void {
    if (!this.environment.endpoints.some((endpoint) => endpoint.name === name)) return;
    throw new CodexGraphError(
      'CONFLICT',
      `The model server ${name} is set up in the environment of the service (docs/configuration.md). Change it there, or use another name.`,
    );
  }

  private change(edit: (before: StoredSettings) => StoredSettings): Promise<StoredSettings> {
    const next = this.last.then(async () => {
      const { file, apply, environment } = this.options;
      const after = edit(await file.read());
      await apply(answeringSettings(environment, after));
      await file.write(after);
      return after;
    });
    this.last = next.catch(() => undefined);
    return next;
  }
}

/** What holds: the environment, then what was set up. */
export function answeringSettings(environment: ModelSettings, stored: StoredSettings): AnsweringSettings {
  return { models: withStoredModels(environment, stored), limits: stored.limits };
}

/** A key stays with the server that it was given for: else a changed address would be told it. */
function withKeptKey(given: StoredEndpoint, known: StoredEndpoint | undefined): StoredEndpoint {
  if (known?.apiKey === undefined) return given;
  if (new URL(known.baseUrl).origin !== new URL(given.baseUrl).origin)
    throw new CodexGraphError(
      'BAD_INPUT',
      'The key that is kept belongs to the old address. Give the key of the new one, or an empty one for none.',
    );
  return { ...given, apiKey: known.apiKey };
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the value'}: ${issue.message}`);
  throw new CodexGraphError('BAD_INPUT', `This cannot be set up. ${problems.join('; ')}.`, { details: { problems } });
}
