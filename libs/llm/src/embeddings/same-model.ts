import type { EmbeddingProbe } from '../embedding-model.port.js';

/** Embedded to find out what a model is. Must never change: indexes are stored with its vector. */
export const PROBE_TEXT =
  'def retry(request, attempts=3): """Send a request again after a passing failure, with growing pauses.""" 发送请求';

/** Cosine below which two vectors of the same text are those of different models. The same model in another precision stays above it; in eight-bit integers it does not. */
const SAME_MODEL_COSINE = 0.999;

/** Does the model that an index was made with still stand behind its name? Both probes are of unit length. */
export function isSameModel(before: ArrayLike<number>, now: Pick<EmbeddingProbe, 'vector'>): boolean {
  if (before.length !== now.vector.length) return false;
  let cosine = 0;
  for (let index = 0; index < before.length; index += 1) cosine += (before[index] ?? 0) * (now.vector[index] ?? 0);
  return cosine >= SAME_MODEL_COSINE;
}
