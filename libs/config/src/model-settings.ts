import { z } from 'zod';
import { Secret } from './secret.js';

const positive = z.number().int().min(1);

/** One entry of CODEXGRAPH_MODEL_ENDPOINTS. */
const endpoint = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .refine((value) => !URL.canParse(value) || new URL(value).password === '', 'must not hold a password'),
  model: z.string().min(1),
  /** Name of the variable that holds the key. */
  apiKeyRef: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of a variable')
    .exactOptional(),
  contextTokens: positive.exactOptional(),
  maxOutputTokens: positive.exactOptional(),
  temperature: z.number().min(0).max(2).exactOptional(),
  price: z
    .strictObject({
      currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, such as USD'),
      inputPerMillion: z.number().min(0),
      cachedInputPerMillion: z.number().min(0).exactOptional(),
      outputPerMillion: z.number().min(0),
    })
    .exactOptional(),
  timeouts: z
    .strictObject({
      firstTokenMs: positive.exactOptional(),
      betweenTokensMs: positive.exactOptional(),
      totalMs: positive.exactOptional(),
    })
    .exactOptional(),
  retry: z
    .strictObject({
      attempts: positive.exactOptional(),
      firstPauseMs: positive.exactOptional(),
      longestPauseMs: positive.exactOptional(),
    })
    .exactOptional(),
});

/** Checks the JSON of CODEXGRAPH_MODEL_ENDPOINTS. */
export const modelEndpoints = z.string().transform((text, context) => {
  const parsed = z
    .record(z.string().regex(/^[A-Za-z][\w.-]{0,40}$/, 'is no name of an endpoint'), endpoint)
    .safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    context.addIssue({ code: 'custom', message: `is wrong at ${issue.path.join('.') || 'its beginning'}: ${issue.message}` });
  }
  return z.NEVER;
});

/** Roles that a model of their own may be set for. */
export type ConfiguredRole = 'agent' | 'cypher' | 'critique' | 'generation' | 'description';

/** One model at one server. */
export interface ModelEndpointSettings extends Omit<z.output<typeof endpoint>, 'apiKeyRef'> {
  readonly name: string;
  /** Variable of the key, for messages. */
  readonly keyName: string;
  readonly apiKey?: Secret;
}

/** Which models answer. No role `agent`: the built-in planner answers questions; symbols may still be described by a model. */
export interface ModelSettings {
  readonly endpoints: readonly ModelEndpointSettings[];
  /** Names of endpoints by role. */
  readonly roles: Readonly<Partial<Record<ConfiguredRole, string>>>;
}

/** The variables that choose models. */
export interface ModelVariables {
  readonly OPENAI_BASE_URL?: string | undefined;
  readonly OPENAI_API_KEY?: Secret | undefined;
  readonly CODEXGRAPH_MODEL_CONTEXT_TOKENS?: number | undefined;
  readonly CODEXGRAPH_MODEL_ENDPOINTS?: z.output<typeof modelEndpoints> | undefined;
}

const DEFAULT_NAME = 'default';
const OPENAI_URL = 'https://api.openai.com/v1';

/**
 * The endpoints that the roles need. A role names one of CODEXGRAPH_MODEL_ENDPOINTS, or a model at OPENAI_BASE_URL; each such model becomes an endpoint of its own.
 * @param variables all variables of the process, for keys that endpoints refer to
 */
export function modelSettings(
  environment: ModelVariables,
  chosen: Readonly<Partial<Record<ConfiguredRole, string | undefined>>>,
  variables: Readonly<Record<string, string | undefined>>,
): ModelSettings {
  const named = environment.CODEXGRAPH_MODEL_ENDPOINTS ?? {};
  const endpoints = new Map<string, ModelEndpointSettings>();
  const roles: Partial<Record<ConfiguredRole, string>> = {};
  const wanted = chosen.agent === undefined ? { description: chosen.description } : chosen;
  for (const [role, model] of Object.entries(wanted) as [ConfiguredRole, string | undefined][]) {
    if (model === undefined) continue;
    const own = named[model];
    const settings = own === undefined ? defaultEndpoint(model, environment, chosen.agent) : namedEndpoint(model, own, variables);
    endpoints.set(settings.name, settings);
    roles[role] = settings.name;
  }
  return { endpoints: [...endpoints.values()], roles };
}

function defaultEndpoint(model: string, environment: ModelVariables, agentModel: string | undefined): ModelEndpointSettings {
  const contextTokens = environment.CODEXGRAPH_MODEL_CONTEXT_TOKENS;
  const apiKey = environment.OPENAI_API_KEY;
  return {
    name: model === agentModel ? DEFAULT_NAME : `${DEFAULT_NAME}:${model}`,
    baseUrl: environment.OPENAI_BASE_URL ?? OPENAI_URL,
    model,
    keyName: 'OPENAI_API_KEY',
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(contextTokens === undefined ? {} : { contextTokens }),
  };
}

function namedEndpoint(
  name: string,
  { apiKeyRef, ...rest }: z.output<typeof endpoint>,
  variables: Readonly<Record<string, string | undefined>>,
): ModelEndpointSettings {
  const key = apiKeyRef === undefined ? undefined : variables[apiKeyRef];
  return {
    name,
    keyName: apiKeyRef ?? 'apiKeyRef',
    ...rest,
    ...(key === undefined || key === '' ? {} : { apiKey: new Secret(key) }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
