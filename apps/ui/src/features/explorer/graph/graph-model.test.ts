import { describe, expect, it } from 'vitest';
import { filterGraph, NO_FILTERS, type Subgraph, symbolsAfter } from './graph-model.js';

describe('what is drawn after some steps', () => {
  it('comes in the order of the steps, each once', () => {
    const steps = [
      { kind: 'show', id: 'a' },
      { kind: 'expand', id: 'a', type: 'CALLS', direction: 'IN' },
      { kind: 'hide', id: 'b' },
    ] as const;
    expect(symbolsAfter(steps, [[], ['b', 'a', 'c'], []])).toEqual(['a', 'c']);
  });

  it('is one symbol with its neighbours after a focus, as far as they were there', () => {
    const steps = [
      { kind: 'show', id: 'a' },
      { kind: 'show', id: 'b' },
      { kind: 'show', id: 'c' },
      { kind: 'focus', id: 'a' },
    ] as const;
    expect(symbolsAfter(steps, [[], [], [], ['a', 'c', 'far']])).toEqual(['a', 'c']);
  });

  it('never grows beyond what can be asked for', () => {
    const many = Array.from({ length: 12_000 }, (_, place) => `n${String(place)}`);
    expect(symbolsAfter([{ kind: 'show', id: 'a' }], [many])).toHaveLength(10_000);
  });
});

describe('filters', () => {
  const graph: Subgraph = {
    truncated: false,
    symbols: [symbol('a', 'CLASS'), symbol('b', 'FUNCTION'), { ...symbol('t', 'FUNCTION'), isTest: true }],
    relations: [relation('CALLS', 'b', 'a'), relation('REFERENCES', 'b', 'a'), relation('CALLS', 't', 'b', 'CANDIDATE')],
  };

  it('keep everything when there are none, one edge a pair', () => {
    const { symbols, edges } = filterGraph(graph, NO_FILTERS);
    expect(symbols).toHaveLength(3);
    expect(edges.map(({ source, target, relations }) => [source, target, relations.length])).toEqual([
      ['b', 'a', 2],
      ['t', 'b', 1],
    ]);
  });

  it.each([
    ['labels', { labels: new Set(['CLASS']) }, 2, 1],
    ['types', { types: new Set(['CALLS']) }, 3, 1],
    ['confidences', { confidences: new Set(['CANDIDATE']) }, 3, 1],
    ['tests', { tests: true }, 2, 1],
  ] as const)('keep %s out of sight, and count what is', (_, filter, symbols, edges) => {
    const shown = filterGraph(graph, { ...NO_FILTERS, ...filter });
    expect([shown.symbols.length, shown.edges.length]).toEqual([symbols, edges]);
    expect(shown.filtered.symbols + shown.filtered.relations).toBeGreaterThan(0);
  });
});

function symbol(id: string, label: Subgraph['symbols'][number]['label']): Subgraph['symbols'][number] {
  return { id, label, name: id, qualifiedName: `m.${id}`, filePath: 'm.py', startLine: 1, endLine: 2, isTest: false };
}

function relation(
  type: Subgraph['relations'][number]['type'],
  sourceId: string,
  targetId: string,
  confidence: Subgraph['relations'][number]['confidence'] = 'EXACT',
): Subgraph['relations'][number] {
  return { type, sourceId, targetId, confidence, rule: 'name', lines: [1] };
}
