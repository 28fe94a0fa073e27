import type { EmbeddingSettings, ModelSettings, RerankSettings } from '@codexgraph/config';
import {
  createEmbeddingModel,
  createFolderEmbeddingModel,
  createReranker,
  judgeReranker,
  OpenAiCompatibleModel,
  tokenCounterFor,
  type ChatModel,
  type ChatModels,
  type EmbeddingModel,
  type Reranker,
} from '@codexgraph/llm';
import path from 'node:path';
import { modelEndpoints } from './model-endpoints.js';

/** The configured embedding model; undefined for the built-in one. @throws CONFIGURATION when a folder or the packages it needs are not there */
export async function embeddingModelOf(
  settings: EmbeddingSettings,
  options: { readonly random: () => number; /** What a leading `~` stands for. */ readonly homeFolder: string },
): Promise<EmbeddingModel | undefined> {
  if (settings.kind === 'builtin') return undefined;
  const { queryPrefix, documentPrefix, batchTexts, batchTokens, concurrency, pooling, file, ...rest } = settings.options;
  const batch = given({ texts: batchTexts, tokens: batchTokens, concurrency });
  const prefixes = given({ query: queryPrefix, document: documentPrefix });
  if (settings.kind === 'folder') {
    const folder = path.resolve(settings.folder.replace(/^~(?=[\\/])/, options.homeFolder));
    return createFolderEmbeddingModel({ folder, ...rest, ...given({ pooling, file }), batch, prefixes });
  }
  const { baseUrl, model, keyName } = settings;
  const endpoint = {
    name: 'embedding',
    baseUrl,
    model,
    keyName,
    ...given({ protocol: settings.protocol, apiKey: settings.apiKey?.reveal() }),
    ...rest,
    batch,
    // Words for one use alone are words for the other use that are none.
    ...(Object.keys(prefixes).length === 0 ? {} : { prefixes: { query: '', document: '', ...prefixes } }),
  };
  return createEmbeddingModel(endpoint, options);
}

/** The fields that have a value. */
function given<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

/** The configured re-ranker; `builtin` and `none` need no model. */
export async function rerankerOf(
  settings: RerankSettings,
  options: { readonly models: ChatModels; readonly random: () => number },
): Promise<Reranker | 'builtin' | 'none'> {
  if (settings.kind === 'builtin' || settings.kind === 'none') return settings.kind;
  if (settings.kind === 'judge') return judgeReranker(options.models.forRole('critique'));
  const { kind: _kind, apiKey, ...endpoint } = settings;
  return createReranker({ name: 'rerank', ...endpoint, ...(apiKey === undefined ? {} : { apiKey: apiKey.reveal() }) }, options);
}

/** The model that describes symbols: that of the role `description`, else that of the agents; undefined when neither is configured. */
export async function describingModelOf(
  { endpoints, roles }: ModelSettings,
  options: { readonly random: () => number },
): Promise<ChatModel | undefined> {
  const name = roles.description ?? roles.agent;
  const [endpoint] = modelEndpoints(endpoints.filter((settings) => settings.name === name));
  if (endpoint === undefined) return undefined;
  return new OpenAiCompatibleModel({ endpoint, tokens: await tokenCounterFor(endpoint.model), random: options.random });
}
