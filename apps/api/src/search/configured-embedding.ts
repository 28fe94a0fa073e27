import { homedir } from 'node:os';
import { embeddingModelOf, rerankChoiceOf } from '@codexgraph/assistant';
import type { EmbeddingModel } from '@codexgraph/llm';
import type { RerankChoice } from '@codexgraph/retrieval';
import type { Configuration } from '../config/configuration.js';

/** The configured embedding model; undefined for the built-in one. @throws CONFIGURATION */
export function configuredEmbedding({ retrieval }: Pick<Configuration, 'retrieval'>): Promise<EmbeddingModel | undefined> {
  return embeddingModelOf(retrieval.embedding, { random: Math.random, homeFolder: homedir() });
}

/** What re-ranks search results, as configured. @throws CONFIGURATION */
export function configuredRerank({ retrieval, models }: Pick<Configuration, 'retrieval' | 'models'>): Promise<RerankChoice> {
  return rerankChoiceOf({ rerank: retrieval.rerank, models }, { random: Math.random, homeFolder: homedir() });
}
