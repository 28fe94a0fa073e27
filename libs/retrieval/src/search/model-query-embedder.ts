import type { EmbeddingModel } from '@codexgraph/llm';
import { configuredName } from '../refresh/model-choice.js';
import type { QueryEmbedder } from './query-embedder.js';

const TIME_BOX_MS = 2_000;

/** Embeds questions by the configured model, within two seconds. */
export function modelQueryEmbedder(model: EmbeddingModel, timeBoxMs = TIME_BOX_MS): QueryEmbedder {
  const name = configuredName(model);
  return {
    async embed({ text, space }, { signal, onProblem }) {
      if (space.model !== name && !space.model.startsWith(`${name}#`)) {
        onProblem(
          `The vectors are of ${space.model}, the configured model is ${name}; the search goes on without them until they are made.`,
        );
        return undefined;
      }
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(timeBoxMs)]);
      try {
        const { vectors, failures } = await model.embed({ texts: [text], use: 'query' }, bounded);
        const [vector] = vectors;
        if (vector === undefined)
          onProblem(`The question could not be embedded: ${failures[0]?.message ?? 'the model gave nothing'}`);
        else if (vector.length !== space.dimensions)
          onProblem(
            `The model gives ${String(vector.length)} numbers where the vectors have ${String(space.dimensions)}; embed the repository again.`,
          );
        else return vector;
      } catch (error) {
        if (signal.aborted) throw error;
        const why = bounded.aborted ? `did not answer within ${String(timeBoxMs)} ms` : `failed: ${messageOf(error)}`;
        onProblem(`The embedding model ${why}; the search goes on without it.`);
      }
      return undefined;
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
