import { CodexGraphError } from '@codexgraph/graph-model';
import type { ModelEndpoint } from './endpoint.js';
import { modelFailure } from './model-failure.js';
import { failureFacts, openAiClient } from './openai-compatible-model.js';

/** What an endpoint said when it was asked for its models. */
export interface EndpointHealth {
  readonly endpoint: string;
  readonly model: string;
  /** True when the server answers and, as far as it lists models, has this one. */
  readonly isUp: boolean;
  /** Names of models at the server, as it lists them; at most 100. */
  readonly models: readonly string[];
  readonly elapsedMs: number;
  /** What is wrong and what to do; absent when it is up. */
  readonly problem?: { readonly code: string; readonly message: string };
}

const MOST_MODELS = 100;

/** Asks an endpoint for its models, without spending a token. Never throws. */
export async function endpointHealth(
  endpoint: ModelEndpoint,
  options: { readonly timeoutMs: number; readonly nowMs: () => number },
): Promise<EndpointHealth> {
  const started = options.nowMs();
  const told = (part: Pick<EndpointHealth, 'isUp' | 'models' | 'problem'>): EndpointHealth => ({
    endpoint: endpoint.name,
    model: endpoint.model,
    elapsedMs: Math.round(options.nowMs() - started),
    ...part,
  });
  try {
    const page = await openAiClient(endpoint).models.list({ timeout: options.timeoutMs });
    const models = page.data.map(({ id }) => id).slice(0, MOST_MODELS);
    if (models.length === 0 || models.some((name) => sameModel(name, endpoint.model))) return told({ isUp: true, models });
    const error = unknownModel(endpoint, models);
    return told({ isUp: false, models, problem: { code: error.code, message: error.message } });
  } catch (error) {
    const failure = modelFailure(failureFacts(error, { streamed: false }), endpoint);
    return told({ isUp: false, models: [], problem: { code: failure.code, message: failure.message } });
  }
}

/** Ollama lists `name:latest` for `name`. */
function sameModel(listed: string, wanted: string): boolean {
  return listed === wanted || listed === `${wanted}:latest`;
}

function unknownModel(endpoint: ModelEndpoint, models: readonly string[]): CodexGraphError {
  const shown = models.slice(0, 10).join(', ');
  return new CodexGraphError(
    'MODEL_UNKNOWN',
    `The model server "${endpoint.name}" does not list the model "${endpoint.model}". It has: ${shown}. Set one of these.`,
  );
}
