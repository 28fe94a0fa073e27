import { expect, it } from 'vitest';
import { flattenPlan } from './flatten-plan.js';

it('sets in second sources only', () => {
  const scan = { operator: 'NodeByLabelScan', variables: ['f'], rows: 3, hits: 4, children: [] };
  const plan = {
    operator: 'ProduceResults',
    variables: ['f', 'g'],
    children: [{ operator: 'Apply', variables: [], children: [scan, { operator: 'Argument', variables: ['f'], children: [] }] }],
  };
  expect(flattenPlan(plan).map(({ operator, depth }) => `${String(depth)} ${operator}`)).toEqual([
    '0 ProduceResults',
    '0 Apply',
    '1 Argument',
    '0 NodeByLabelScan',
  ]);
  expect(flattenPlan(plan).at(-1)).toEqual({ operator: 'NodeByLabelScan', variables: ['f'], depth: 0, rows: 3, hits: 4 });
  expect(flattenPlan('nothing')).toEqual([]);
});
