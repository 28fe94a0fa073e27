import { CodexGraphError } from '@codexgraph/graph-model';
import { RANKING_FEATURES, type RankingFeature } from './ranking-features.js';

/**
 * A learned tree as parallel arrays over its inner nodes: go to `left` when the feature is at most the threshold, else to `right`. A child below 0 is the leaf
 * `-child - 1`.
 */
interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly leaf: readonly number[];
}

/** The file of weights as training writes it. */
export interface RankerWeights {
  readonly version: string;
  readonly features: readonly string[];
  readonly trees: readonly Tree[];
}

/** Boosted trees that rate a candidate by its features. Greater is better; the scale means nothing. */
export class TreeRanker {
  readonly #trees: readonly PackedTree[];

  /** @throws CONFIGURATION when the weights were made for other features */
  constructor(weights: RankerWeights) {
    if (weights.features.join() !== RANKING_FEATURES.join())
      throw new CodexGraphError(
        'CONFIGURATION',
        'The weights of the ranker were made for other features. Train them anew as tools/search-training/README.md says.',
      );
    this.#trees = weights.trees.map(packed);
  }

  /** Rates one candidate. */
  score(features: Readonly<Record<RankingFeature, number>>): number {
    const row = Float64Array.from(RANKING_FEATURES, (feature) => features[feature]);
    let sum = 0;
    for (const tree of this.#trees) sum += leafOf(tree, row);
    return sum;
  }
}

interface PackedTree {
  readonly feature: Int16Array;
  readonly threshold: Float64Array;
  readonly left: Int16Array;
  readonly right: Int16Array;
  readonly leaf: Float64Array;
}

function packed({ feature, threshold, left, right, leaf }: Tree): PackedTree {
  return {
    feature: Int16Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int16Array.from(left),
    right: Int16Array.from(right),
    leaf: Float64Array.from(leaf),
  };
}

function leafOf(tree: PackedTree, row: Float64Array): number {
  if (tree.feature.length === 0) return tree.leaf[0] ?? 0;
  let node = 0;
  while (node >= 0) {
    const value = row[tree.feature[node] as number] as number;
    node = (value <= (tree.threshold[node] as number) ? tree.left[node] : tree.right[node]) as number;
  }
  return tree.leaf[-node - 1] ?? 0;
}
