import { RELATION_WEIGHTS, stepWeight, type RelationWeights } from './relation-weights.js';
import type { GraphStep, SymbolGraph } from './symbol-graph.js';

/** Where ranking starts: symbols and how much each counts, greater than 0. */
export type Seeds = ReadonlyMap<string, number>;

/** Bounds and habits of {@link personalisedRank}. */
export interface RankOptions {
  /** Share that goes back to the seeds at each step, 0..1; default 0.35: near symbols count most. */
  readonly restart?: number;
  /** Rest below which a symbol hands nothing on, of a whole of 1; default 1e-4. */
  readonly tolerance?: number;
  /** Symbols that hand on, at most; default 4000. Bounds the time, whatever the graph. */
  readonly maxPushes?: number;
  readonly weights?: RelationWeights;
}

/** A symbol that ranking reached. */
export interface RankedNeighbour {
  readonly id: string;
  /** Share of the whole, 0..1. */
  readonly rank: number;
  /** From the seed that reached it first; empty for seeds. */
  readonly path: readonly PathStep[];
}

/** One step of a path. */
export interface PathStep {
  readonly from: string;
  readonly to: string;
  readonly type: GraphStep['type'];
  /** 'out' when the relation goes from `from` to `to`. */
  readonly direction: GraphStep['direction'];
}

interface Reached {
  readonly from: number;
  readonly step: GraphStep;
}

/**
 * Personalised PageRank by pushing: what seeds hold flows along weighted relations until the rests are small. A neighbour with many relations (a hub, such
 * as a logger) receives less, by the logarithm of their number, because it says little of any one of them. Highest rank first, ties by id; unknown seeds are
 * left out; the same input gives the same result.
 */
export function personalisedRank(graph: SymbolGraph, seeds: Seeds, options: RankOptions = {}): readonly RankedNeighbour[] {
  const flow = new RankFlow(graph, seeds, options);
  flow.run(options.maxPushes ?? 4000);
  return flow.ranked();
}

/** What has come to rest, what still flows, and how it came. */
class RankFlow {
  readonly #graph: SymbolGraph;
  readonly #restart: number;
  readonly #tolerance: number;
  readonly #weights: RelationWeights;
  readonly #ranks = new Map<number, number>();
  readonly #rests: Map<number, number>;
  readonly #seeds: ReadonlySet<number>;
  readonly #reached = new Map<number, Reached>();

  constructor(graph: SymbolGraph, seeds: Seeds, { restart = 0.35, tolerance = 1e-4, weights = RELATION_WEIGHTS }: RankOptions) {
    this.#graph = graph;
    this.#restart = restart;
    this.#tolerance = tolerance;
    this.#weights = weights;
    this.#rests = startingShares(graph, seeds);
    this.#seeds = new Set(this.#rests.keys());
  }

  run(maxPushes: number): void {
    let queue: Iterable<number> = [...this.#rests.keys()];
    for (let left = maxPushes; left > 0;) {
      const waiting = new Set<number>();
      for (const number of queue) {
        const rest = this.#rests.get(number) ?? 0;
        if (left === 0 || rest === 0 || rest < this.#tolerance) continue;
        left -= 1;
        this.#push(number, rest, waiting);
      }
      if (waiting.size === 0) return;
      queue = waiting;
    }
  }

  ranked(): readonly RankedNeighbour[] {
    for (const [number, rest] of this.#rests) if (rest > 0) this.#keep(number, rest);
    return [...this.#ranks]
      .sort(([left, leftRank], [right, rightRank]) => rightRank - leftRank || left - right)
      .map(([number, rank]) => ({ id: this.#graph.ids[number] ?? '', rank, path: pathTo(this.#graph, number, this.#reached) }));
  }

  #push(number: number, rest: number, waiting: Set<number>): void {
    this.#rests.set(number, 0);
    this.#keep(number, rest);
    for (const { step, share } of weightedSteps(this.#graph, number, this.#weights)) {
      const now = (this.#rests.get(step.to) ?? 0) + rest * (1 - this.#restart) * share;
      this.#rests.set(step.to, now);
      if (!this.#seeds.has(step.to) && !this.#reached.has(step.to)) this.#reached.set(step.to, { from: number, step });
      if (now >= this.#tolerance) waiting.add(step.to);
    }
  }

  #keep(number: number, rest: number): void {
    this.#ranks.set(number, (this.#ranks.get(number) ?? 0) + rest * this.#restart);
  }
}

function startingShares(graph: SymbolGraph, seeds: Seeds): Map<number, number> {
  const shares = new Map<number, number>();
  let sum = 0;
  for (const [id, weight] of seeds) {
    const number = graph.numberOf(id);
    if (number === undefined || !(weight > 0)) continue;
    shares.set(number, weight);
    sum += weight;
  }
  for (const [number, weight] of shares) shares.set(number, weight / sum);
  return shares;
}

function weightedSteps(graph: SymbolGraph, number: number, weights: RelationWeights): { step: GraphStep; share: number }[] {
  const steps: { step: GraphStep; share: number }[] = [];
  let sum = 0;
  graph.forEachStep(number, (step) => {
    if (step.to === number) return;
    const { out, in: incoming } = graph.degree(step.to);
    const share = stepWeight(step, weights) / Math.log2(2 + out + incoming);
    steps.push({ step, share });
    sum += share;
  });
  for (const step of steps) step.share /= sum;
  return steps;
}

/** First arrivals form a forest whose roots are the seeds. */
function pathTo(graph: SymbolGraph, number: number, reached: ReadonlyMap<number, Reached>): PathStep[] {
  const path: PathStep[] = [];
  for (let at = reached.get(number), to = number; at !== undefined; to = at.from, at = reached.get(at.from)) {
    const { type, direction } = at.step;
    path.unshift({ from: graph.ids[at.from] ?? '', to: graph.ids[to] ?? '', type, direction });
  }
  return path;
}
