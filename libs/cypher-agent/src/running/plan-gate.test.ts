import type { ScopedPlanOperator } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { shownMeasures } from './plan-gate.js';

const step = (operator: string, details: string, children: readonly ScopedPlanOperator[] = []): ScopedPlanOperator => ({
  operator,
  details,
  identifiers: ['f', '_v1'],
  rows: 7,
  hits: 9,
  children,
});
const shown = (plan: ScopedPlanOperator) => shownMeasures(plan, new Set(['f']), 'R_demo_1');

describe('measures of a plan', () => {
  it('are shown where every node is of the repository', () => {
    const plan = step('ProduceResults', 'f', [
      step('Expand(All)', '(f)-[_v1:CALLS]->(_v2)', [step('NodeByLabelScan', 'f:R_demo_1')]),
    ]);
    expect(shown(plan)).toEqual({
      operator: 'ProduceResults',
      variables: ['f'],
      rows: 7,
      hits: 9,
      children: [
        {
          operator: 'Expand(All)',
          variables: ['f'],
          rows: 7,
          hits: 9,
          children: [{ operator: 'NodeByLabelScan', variables: ['f'], rows: 7, hits: 9, children: [] }],
        },
      ],
    });
  });

  it('say nothing of a scan over all repositories, nor of what is counted before the label is tested', () => {
    const plan = step('ProduceResults', 'f', [step('Filter', 'f:R_demo_1', [step('NodeByLabelScan', 'f:FUNCTION')])]);
    expect(shown(plan)).toEqual({
      operator: 'ProduceResults',
      variables: ['f'],
      rows: 7,
      hits: 9,
      children: [
        {
          operator: 'Filter',
          variables: ['f'],
          // Rows that pass are the repository's own; accesses count the others, too.
          rows: 7,
          children: [{ operator: 'NodeByLabelScan', variables: ['f'], children: [] }],
        },
      ],
    });
  });

  it('say nothing of a scan of relations with an end that is not tested', () => {
    const scan = step('DirectedRelationshipTypeScan', '(f)-[_v1:CALLS]->(_v2)');
    expect(shown(step('Filter', 'f:R_demo_1', [scan]))).not.toHaveProperty('rows');
    expect(shown(step('Filter', 'f:R_demo_1 AND _v2:R_demo_1', [scan]))).toHaveProperty('rows', 7);
  });
});
