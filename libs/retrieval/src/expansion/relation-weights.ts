import type { RelationType } from '@codexgraph/graph-model';
import type { GraphStep } from './symbol-graph.js';

/** How much of a symbol's meaning goes along a relation, and against it. Above 0, at most 1. */
export type RelationWeights = Readonly<Record<RelationType, { readonly out: number; readonly in: number }>>;

/** What a function calls tells more of it than where it stands; who calls it, nearly as much. */
export const RELATION_WEIGHTS: RelationWeights = {
  CALLS: { out: 1, in: 0.8 },
  INSTANTIATES: { out: 0.8, in: 0.6 },
  OVERRIDES: { out: 0.8, in: 0.8 },
  INHERITS: { out: 0.7, in: 0.5 },
  HAS_METHOD: { out: 0.5, in: 0.6 },
  HAS_FIELD: { out: 0.3, in: 0.5 },
  USES: { out: 0.5, in: 0.4 },
  REFERENCES: { out: 0.4, in: 0.3 },
  CONTAINS: { out: 0.25, in: 0.2 },
  IMPORTS: { out: 0.15, in: 0.1 },
};

const CONFIDENCE_WEIGHTS = { exact: 1, inferred: 0.8, candidate: 0.35 } as const;

/** Weight of one step before damping. */
export function stepWeight(step: GraphStep, weights: RelationWeights): number {
  return weights[step.type][step.direction] * CONFIDENCE_WEIGHTS[step.confidence];
}
