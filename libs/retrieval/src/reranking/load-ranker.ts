import { readFile } from 'node:fs/promises';
import { TreeRanker, type RankerWeights } from './tree-ranker.js';

const WEIGHTS = new URL('../../weights/ranker.json', import.meta.url);
let loaded: Promise<TreeRanker> | undefined;

/** The learned ranker that comes with the product; read once in a process. @throws CONFIGURATION when its weights do not fit this build */
export function loadRanker(): Promise<TreeRanker> {
  loaded ??= readFile(WEIGHTS, 'utf8').then((text) => new TreeRanker(JSON.parse(text) as RankerWeights));
  return loaded;
}
