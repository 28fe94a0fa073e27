import type { EmbeddingSettings, ModelSettings, RerankSettings } from '@codexgraph/config';
import {
  createEmbeddingModel,
  createFolderEmbeddingModel,
  createFolderReranker,
  createReranker,
  judgeReranker,
  OpenAiCompatibleModel,
  tokenCounterFor,
  type ChatModel,
  type EmbeddingModel,
} from '@codexgraph/llm';
import type { RerankChoice } from '@codexgraph/retrieval';
import path from 'node:path';
import { modelEndpoints } from './model-endpoints.js';

/** A search waits so long for a re-ranker, in milliseconds. */
const RERANK_TIME_BOX_MS = { endpoint: 2_000, folder: 4_000, judge: 20_000 } as const;

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
    const folder = absoluteFolder(settings.folder, options.homeFolder);
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

/** What re-ranks search results, with the time that it gets; `builtin` and `none` need no model. @throws CONFIGURATION when a folder or the packages it needs are not there */
export async function rerankChoiceOf(
  { rerank, models }: { readonly rerank: RerankSettings; readonly models: ModelSettings },
  options: { readonly random: () => number; /** What a leading `~` stands for. */ readonly homeFolder: string },
): Promise<RerankChoice> {
  const { kind } = rerank;
  if (kind === 'builtin' || kind === 'none') return kind;
  const timeBoxMs = RERANK_TIME_BOX_MS[kind];
  if (kind === 'folder')
    return { reranker: await createFolderReranker({ folder: absoluteFolder(rerank.folder, options.homeFolder) }), timeBoxMs };
  if (kind === 'judge') {
    const model = await modelOf(models, { name: models.roles.critique ?? models.roles.agent, random: options.random });
    return model === undefined ? 'builtin' : { reranker: judgeReranker(model), timeBoxMs };
  }
  const { baseUrl, model, protocol, keyName, apiKey } = rerank;
  const endpoint = { name: 'rerank', baseUrl, model, keyName, ...given({ protocol, apiKey: apiKey?.reveal() }) };
  return { reranker: await createReranker(endpoint, options), timeBoxMs };
}

/** The model that describes symbols: that of the role `description`, else that of the agents; undefined when neither is configured. */
export async function describingModelOf(
  { endpoints, roles }: ModelSettings,
  options: { readonly random: () => number },
): Promise<ChatModel | undefined> {
  return modelOf({ endpoints }, { name: roles.description ?? roles.agent, random: options.random });
}

async function modelOf(
  { endpoints }: Pick<ModelSettings, 'endpoints'>,
  { name, random }: { readonly name: string | undefined; readonly random: () => number },
): Promise<ChatModel | undefined> {
  const [endpoint] = modelEndpoints(endpoints.filter((settings) => settings.name === name));
  return endpoint && new OpenAiCompatibleModel({ endpoint, tokens: await tokenCounterFor(endpoint.model), random });
}

function absoluteFolder(folder: string, homeFolder: string): string {
  return path.resolve(folder.replace(/^~(?=[\\/])/, homeFolder));
}
