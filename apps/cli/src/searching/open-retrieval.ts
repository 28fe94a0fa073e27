import { homedir } from 'node:os';
import type { EmbeddingModel } from '@codexgraph/llm';
import type { VerbContext } from '../framework/verb-context.js';
import type { GraphStore } from '@codexgraph/graph-store';
import type { RerankChoice, Retrieval } from '@codexgraph/retrieval';

/** Searching over an open graph database, in this process, by the configured models. */
export async function openRetrieval(context: VerbContext, store: GraphStore): Promise<Retrieval> {
  const { createRetrieval } = await import('@codexgraph/retrieval');
  const { reader, writer } = store.retrieval;
  const [embedding, rerank] = await Promise.all([configuredEmbedding(context), configuredRerank(context)]);
  return createRetrieval({ reader, writer, embedding, rerank, nowMs: () => performance.now() });
}

/** What re-ranks search results, as configured. @throws CONFIGURATION */
export async function configuredRerank(context: VerbContext): Promise<RerankChoice> {
  const { retrieval, models } = context.config;
  const { rerank } = retrieval;
  if (rerank.kind === 'builtin' || rerank.kind === 'none') return rerank.kind;
  const { rerankChoiceOf } = await import('@codexgraph/assistant');
  return rerankChoiceOf({ rerank, models }, { random: Math.random, homeFolder: homedir() });
}

/** The configured embedding model; undefined for the built-in one. @throws CONFIGURATION */
export async function configuredEmbedding(context: VerbContext): Promise<EmbeddingModel | undefined> {
  const { embedding } = context.config.retrieval;
  if (embedding.kind === 'builtin') return undefined;
  const { embeddingModelOf } = await import('@codexgraph/assistant');
  return embeddingModelOf(embedding, { random: Math.random, homeFolder: homedir() });
}
