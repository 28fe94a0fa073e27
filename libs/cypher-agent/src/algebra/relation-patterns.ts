import type { NodeLabel, RelationType } from '@codexgraph/graph-model';
import type { Relation } from './symbol-set.js';

/** How a relation of questions is stored. */
export interface RelationPattern {
  /** Types of the step that touches the asked symbols. */
  readonly types: readonly RelationType[];
  /** Types of further steps; empty when the relation cannot be repeated. */
  readonly furtherTypes: readonly RelationType[];
  /** Labels of what is at the source, and at the target, of the relation. */
  readonly sources: readonly NodeLabel[];
  readonly targets: readonly NodeLabel[];
}

const CODE: readonly NodeLabel[] = ['FUNCTION', 'METHOD', 'MODULE', 'CLASS'];

/**
 * Creating an instance counts as a call of the class. Beyond the first step only calls are followed: a class body does not run when an
 * instance is made, its constructor does, and that is a call of its own.
 */
export const RELATION_PATTERNS: Readonly<Record<Relation, RelationPattern>> = {
  calls: {
    types: ['CALLS', 'INSTANTIATES'],
    furtherTypes: ['CALLS'],
    sources: CODE,
    targets: ['FUNCTION', 'METHOD', 'CLASS'],
  },
  creates: { types: ['INSTANTIATES'], furtherTypes: [], sources: CODE, targets: ['CLASS'] },
  inherits: { types: ['INHERITS'], furtherTypes: ['INHERITS'], sources: ['CLASS'], targets: ['CLASS'] },
  overrides: { types: ['OVERRIDES'], furtherTypes: ['OVERRIDES'], sources: ['METHOD'], targets: ['METHOD'] },
  imports: { types: ['IMPORTS'], furtherTypes: ['IMPORTS'], sources: ['MODULE'], targets: ['MODULE'] },
  uses: { types: ['USES'], furtherTypes: [], sources: CODE, targets: ['GLOBAL_VARIABLE', 'FIELD'] },
  references: {
    types: ['REFERENCES'],
    furtherTypes: [],
    sources: ['FUNCTION', 'METHOD', 'CLASS', 'FIELD', 'GLOBAL_VARIABLE', 'TYPE', 'MODULE'],
    targets: ['CLASS', 'FUNCTION', 'METHOD', 'TYPE'],
  },
  defines: {
    types: ['CONTAINS'],
    furtherTypes: ['CONTAINS'],
    sources: ['PACKAGE', 'MODULE', 'CLASS', 'FUNCTION'],
    targets: ['PACKAGE', 'MODULE', 'CLASS', 'FUNCTION', 'GLOBAL_VARIABLE', 'TYPE'],
  },
  'has-method': { types: ['HAS_METHOD'], furtherTypes: [], sources: ['CLASS'], targets: ['METHOD'] },
  'has-field': { types: ['HAS_FIELD'], furtherTypes: [], sources: ['CLASS'], targets: ['FIELD'] },
};
