import type { EmbeddingSpace } from '@codexgraph/graph-model';

/** Embeds questions with the model of a space. */
export interface QueryEmbedder {
  /** Undefined when the model does not answer in time or is another one; `onProblem` is told a sentence then. */
  embed(
    question: { readonly text: string; readonly space: EmbeddingSpace },
    options: { readonly signal: AbortSignal; readonly onProblem: (note: string) => void },
  ): Promise<Float32Array | undefined>;
}
