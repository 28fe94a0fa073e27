import { homedir } from 'node:os';
import { embeddingModelOf } from '@codexgraph/assistant';
import type { EmbeddingModel } from '@codexgraph/llm';
import type { Configuration } from '../config/configuration.js';

/** The configured embedding model; undefined for the built-in one. @throws CONFIGURATION */
export function configuredEmbedding({ retrieval }: Pick<Configuration, 'retrieval'>): Promise<EmbeddingModel | undefined> {
  return embeddingModelOf(retrieval.embedding, { random: Math.random, homeFolder: homedir() });
}
