import type { EdgeRow, NodeRow } from '@codexgraph/graph-model';
import { expect, test } from 'vitest';
import { addDifference, isEmptyDifference, noDifference } from './row-difference.js';

function node(id: string, line: number): NodeRow {
  return {
    id,
    label: 'FUNCTION',
    name: id,
    qualified_name: `m.${id}`,
    file_path: 'm.py',
    start_line: line,
    end_line: line,
    properties: { decorators: ['a'] },
  };
}

function call(source: string, target: string, lines: readonly number[], role?: string): EdgeRow {
  return {
    type: role === undefined ? 'CALLS' : 'REFERENCES',
    source,
    target,
    lines,
    confidence: 'exact',
    rule: 'scope',
    properties: role === undefined ? {} : { role },
  };
}

test('equal rows make no difference', () => {
  const difference = noDifference();
  const rows = () => ({ nodes: [node('f', 1)], edges: [call('f', 'f', [1])] });
  addDifference(difference, rows(), rows());
  expect(isEmptyDifference(difference)).toBe(true);
});

test('changed, new and gone rows are told apart', () => {
  const difference = noDifference();
  addDifference(
    difference,
    { nodes: [node('f', 1), node('g', 2), node('h', 3)], edges: [call('f', 'g', [1]), call('g', 'h', [2])] },
    { nodes: [node('f', 1), node('g', 9), node('i', 4)], edges: [call('f', 'g', [1, 5])] },
  );
  expect(difference.upsertNodes.map((row) => row.id)).toEqual(['g', 'i']);
  expect(difference.deleteNodeIds).toEqual(['h']);
  expect(difference.upsertEdges.map((row) => row.lines)).toEqual([[1, 5]]);
  expect(difference.deleteEdges).toEqual([{ type: 'CALLS', source: 'g', target: 'h', role: '' }]);
});

test('two roles between the same ends are two edges', () => {
  const difference = noDifference();
  addDifference(
    difference,
    { nodes: [], edges: [call('f', 'C', [1], 'type'), call('f', 'C', [2], 'value')] },
    { nodes: [], edges: [call('f', 'C', [1], 'type')] },
  );
  expect(difference.deleteEdges).toEqual([{ type: 'REFERENCES', source: 'f', target: 'C', role: 'value' }]);
  expect(difference.upsertEdges).toEqual([]);
});
