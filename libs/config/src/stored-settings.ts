import { z } from 'zod';
import type { ConfiguredRole, ModelEndpointSettings, ModelSettings } from './model-settings.js';
import { Secret } from './secret.js';

const MAX_TOKENS = 100_000_000;
const MAX_ENDPOINTS = 50;
const tokens = z.number().int().min(1).max(MAX_TOKENS);
const name = z.string().regex(/^[A-Za-z][\w.-]{0,40}$/, 'must begin with a letter and have at most 41 letters, digits and . _ -');

/** Roles that a model may be chosen for, in the order in which they are shown. */
export const MODEL_ROLES = [
  'agent',
  'cypher',
  'critique',
  'generation',
  'description',
] as const satisfies readonly ConfiguredRole[];

/** Checks one model server that a person has set up. */
export const storedEndpoint = z.strictObject({
  name,
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be a URL that starts with http:// or https://' })
    .max(2000)
    .refine(
      (value) => !URL.canParse(value) || (new URL(value).password === '' && new URL(value).username === ''),
      'must not hold a user or a password: give the key by itself',
    ),
  model: z.string().min(1, 'must name a model').max(200),
  /** Kept in the file, never given back. */
  apiKey: z.string().min(1).max(4000).exactOptional(),
  contextTokens: tokens.exactOptional(),
  maxOutputTokens: tokens.exactOptional(),
  temperature: z.number().min(0).max(2).exactOptional(),
});

/** See {@link storedEndpoint}. */
export type StoredEndpoint = z.output<typeof storedEndpoint>;

const positive = (most: number) => z.number().int().min(1).max(most);

/** Checks bounds of one run of an agent; absent ones stay as they are built in. */
export const storedRunLimits = z.strictObject({
  rounds: positive(20).exactOptional(),
  modelCalls: positive(500).exactOptional(),
  tokens: positive(MAX_TOKENS).exactOptional(),
  seconds: positive(3600).exactOptional(),
  queries: positive(1000).exactOptional(),
});

/** See {@link storedRunLimits}. */
export type StoredRunLimits = z.output<typeof storedRunLimits>;

const roleNames = z.partialRecord(z.enum(MODEL_ROLES), name);

const storedSettings = z.strictObject({
  version: z.literal(1),
  endpoints: z.array(storedEndpoint).max(MAX_ENDPOINTS),
  roles: roleNames,
  limits: storedRunLimits,
});

/** What a person has set up in the web interface, as it lies in a file of the home. */
export type StoredSettings = z.output<typeof storedSettings>;

/** What holds where nothing was set up. */
export const NO_STORED_SETTINGS: StoredSettings = { version: 1, endpoints: [], roles: {}, limits: {} };

/** File of {@link StoredSettings} in the folder of secrets: it holds keys. */
export const STORED_SETTINGS_FILE = 'settings.json';

/** Reads what lies in the file; undefined for what no version of this program has written. A missing file is {@link NO_STORED_SETTINGS}. */
export function parseStoredSettings(value: unknown): StoredSettings | undefined {
  if (value === undefined) return NO_STORED_SETTINGS;
  const parsed = storedSettings.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/**
 * The models of the environment with those of the file. The environment wins: an endpoint or role that it sets is not changed by the file. A role of the file
 * whose endpoint is gone holds no longer.
 */
export function withStoredModels(environment: ModelSettings, stored: Pick<StoredSettings, 'endpoints' | 'roles'>): ModelSettings {
  const own = new Set(environment.endpoints.map((endpoint) => endpoint.name));
  const endpoints = [...environment.endpoints, ...stored.endpoints.filter((one) => !own.has(one.name)).map(storedModel)];
  const known = new Set(endpoints.map((endpoint) => endpoint.name));
  const roles: Partial<Record<ConfiguredRole, string>> = {};
  for (const role of MODEL_ROLES) {
    const chosen = environment.roles[role] ?? stored.roles[role];
    if (chosen !== undefined && known.has(chosen)) roles[role] = chosen;
  }
  return { endpoints, roles };
}

function storedModel({ apiKey, ...endpoint }: StoredEndpoint): ModelEndpointSettings {
  return { ...endpoint, keyName: 'the key in Settings', ...(apiKey === undefined ? {} : { apiKey: new Secret(apiKey) }) };
}
