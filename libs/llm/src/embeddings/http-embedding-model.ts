import type { EmbeddingModel } from '../embedding-model.port.js';
import { tokenCounterFor } from '../tokens/token-counter.js';
import { BatchedEmbeddingModel, embeddingError } from './batched-embedding-model.js';
import { DEFAULT_INPUT_TOKENS, knownInputTokens, knownPrefixes, type EmbeddingEndpoint } from './embedding-endpoint.js';
import { httpTransport } from './http-transports.js';

/** The embedding model at an endpoint. Nothing is sent before the first request. */
export async function createEmbeddingModel(
  endpoint: EmbeddingEndpoint,
  options: { readonly random: () => number },
): Promise<EmbeddingModel> {
  const tokens = await tokenCounterFor(endpoint.model);
  const { name, model, dimensions, maxInputTokens = knownInputTokens(model), batch, retry, prefixes } = endpoint;
  return new BatchedEmbeddingModel({
    identity: { endpoint: name, model },
    transport: httpTransport(endpoint),
    countTokens: tokens.count,
    prefixes: prefixes ?? knownPrefixes(model),
    defaultInputTokens: DEFAULT_INPUT_TOKENS,
    random: options.random,
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(maxInputTokens === undefined ? {} : { maxInputTokens }),
    ...(batch === undefined ? {} : { batch }),
    ...(retry === undefined ? {} : { retry }),
  });
}

/** The vector of one query. @throws what {@link EmbeddingModel.probe} throws, and BAD_INPUT for an empty text */
export async function embedQuery(model: EmbeddingModel, text: string, signal: AbortSignal): Promise<Float32Array> {
  const { vectors, failures } = await model.embed({ texts: [text], use: 'query' }, signal);
  const [vector] = vectors;
  if (vector === undefined) throw embeddingError(failures[0]);
  return vector;
}
