import { RELATION_WEIGHTS, stepWeight } from './relation-weights.js';
import type { SymbolGraph } from './symbol-graph.js';

const ROUNDS = 20;
const DAMPING = 0.85;

/** PageRank of every symbol along its relations, by number; the sum is 1. What much of the code leads to is important. */
export function importance(graph: SymbolGraph): Float64Array {
  const count = graph.symbolCount;
  let ranks = new Float64Array(count).fill(1 / Math.max(1, count));
  const totals = new Float64Array(count);
  for (let number = 0; number < count; number += 1) {
    graph.forEachStep(number, (step) => {
      if (step.direction === 'out') totals[number] = (totals[number] ?? 0) + stepWeight(step, RELATION_WEIGHTS);
    });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Float64Array(count);
    let loose = 0;
    for (let number = 0; number < count; number += 1) {
      const rank = ranks[number] ?? 0;
      const total = totals[number] ?? 0;
      if (total === 0) loose += rank;
      else
        graph.forEachStep(number, (step) => {
          if (step.direction === 'in') return;
          next[step.to] = (next[step.to] ?? 0) + (DAMPING * rank * stepWeight(step, RELATION_WEIGHTS)) / total;
        });
    }
    const everywhere = (1 - DAMPING + DAMPING * loose) / Math.max(1, count);
    for (let number = 0; number < count; number += 1) next[number] = (next[number] ?? 0) + everywhere;
    ranks = next;
  }
  return ranks;
}
