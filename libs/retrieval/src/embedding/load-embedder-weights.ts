import { readFile } from 'node:fs/promises';
import { readEmbedderWeights, type EmbedderWeights } from './embedder-weights.js';

const WEIGHTS = new URL('../../weights/embedder.bin', import.meta.url);
let loaded: Promise<EmbedderWeights> | undefined;

/** The weights that come with the product; read once in a process. @throws CONFIGURATION when the file is damaged */
export function loadEmbedderWeights(): Promise<EmbedderWeights> {
  loaded ??= readFile(WEIGHTS).then((bytes) => readEmbedderWeights(bytes));
  return loaded;
}
