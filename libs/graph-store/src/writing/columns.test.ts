import { describe, expect, it } from 'vitest';
import type { NodeRow, PropertyValue } from '@codexgraph/graph-model';
import { edge, node } from '../testing/sample-graph.js';
import { relationColumns } from './relation-columns.js';
import { symbolColumns } from './symbol-columns.js';

const withProperties = (properties: Record<string, PropertyValue>): NodeRow =>
  node('FUNCTION', 'FUNCTION:f', { name: 'f', properties });

describe('columns', () => {
  it('keep what many nodes share once, and texts apart', () => {
    const rows = [
      withProperties({ code: 'x', is_async: true }),
      withProperties({ signature: 'f()', is_async: true }),
      withProperties({ is_async: false }),
    ];
    expect(symbolColumns(rows)).toMatchObject({
      last: 2,
      codes: ['x', null, null],
      signatures: [null, 'f()', null],
      shared: [{ is_async: true }, { is_async: false }],
      kinds: [0, 0, 1],
    });
  });

  it('keep edges in order', () => {
    const rows = [edge('CALLS', 'a', 'b', { lines: [1, 2] }), edge('USES', 'b', 'a', { properties: { reads: 1 } })];
    expect(relationColumns(rows, (id) => id.charCodeAt(0))).toEqual({
      last: 1,
      sources: [97, 98],
      targets: [98, 97],
      types: ['CALLS', 'USES'],
      lines: [[1, 2], []],
      shared: [
        { confidence: 'exact', rule: 'sample-rule' },
        { confidence: 'exact', rule: 'sample-rule', reads: 1 },
      ],
      kinds: [0, 1],
    });
  });

  it.each([
    ['not a number', withProperties({ x: NaN })],
    ['an inexact number', withProperties({ x: 2 ** 60 })],
    ['a mixed list', withProperties({ x: ['a', 1] as unknown as string[] })],
    ['a nested list', withProperties({ x: [['a']] as unknown as string[] })],
    ['null', withProperties({ x: null as unknown as string })],
    ['a code that is no text', withProperties({ code: 1 })],
    ['an unknown label', { ...withProperties({}), label: 'A`) DETACH DELETE' as 'CLASS' }],
    ['a name too long to be indexed', { ...withProperties({}), name: 'x'.repeat(5000) }],
  ])('refuse %s', (_, row) => {
    expect(() => symbolColumns([row])).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }) as Error);
  });

  it('refuse an unknown relation type', () => {
    expect(() => relationColumns([{ ...edge('CALLS', 'a', 'b'), type: 'X`]->() //' as 'CALLS' }], (id) => id)).toThrow(
      'unknown type',
    );
  });
});
