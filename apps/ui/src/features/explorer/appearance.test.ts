import { describe, expect, it } from 'vitest';
import { colourKey, sceneOfGraph } from './appearance.js';
import type { ExplorerGraph, GraphRelation, GraphSymbol } from './graph/graph-model.js';

const graph: ExplorerGraph = {
  symbols: [
    symbol('a', { filePath: 'src/a.py', endLine: 400 }),
    symbol('b', { filePath: 'src/b.py' }),
    symbol('t', { filePath: 'tests/t.py', isTest: true }),
    symbol('root', { filePath: 'main.py' }),
  ],
  edges: [edge('b', 'a', 'CALLS'), edge('t', 'a', 'CALLS'), edge('a', 'root', 'USES')],
  filtered: { symbols: 0, relations: 0 },
};

describe('how symbols look', () => {
  it.each([
    ['relations', ['a']],
    ['callers', ['a']],
    ['lines', ['a']],
    ['nothing', ['a', 'b', 't', 'root']],
  ] as const)('is largest by %s', (size, largest) => {
    const { nodes } = sceneOfGraph(graph, { colour: 'kind', size });
    const most = Math.max(...nodes.map(({ radius }) => radius));
    expect(nodes.filter(({ radius }) => radius === most).map(({ id }) => id)).toEqual(largest);
  });

  it('counts callers, not what else leads to a symbol', () => {
    const { nodes } = sceneOfGraph(graph, { colour: 'kind', size: 'callers' });
    expect(nodes.find(({ id }) => id === 'root')?.radius).toBe(nodes.find(({ id }) => id === 'b')?.radius);
  });

  it('has one colour for each folder, told by the key', () => {
    const { nodes } = sceneOfGraph(graph, { colour: 'folder', size: 'nothing' });
    expect(new Set(nodes.map(({ colour }) => colour)).size).toBe(3);
    expect(nodes[0]?.colour).toBe(nodes[1]?.colour);
    expect(colourKey(graph.symbols, 'folder').map(({ title, count }) => [title, count])).toEqual([
      ['src/', 2],
      ['./', 1],
      ['tests/', 1],
    ]);
  });

  it('puts the folders that have no colour left together', () => {
    const many = Array.from({ length: 12 }, (_, place) => symbol(`s${String(place)}`, { filePath: `f${String(place)}/x.py` }));
    expect(colourKey(many, 'folder')[0]).toEqual({ title: '', colour: 'kind-external', count: 5 });
  });

  it('tells tests from the rest', () => {
    expect(colourKey(graph.symbols, 'tests').map(({ title, count }) => [title, count])).toEqual([
      ['code', 3],
      ['tests', 1],
    ]);
    expect(colourKey(graph.symbols, 'kind')).toEqual([]);
  });
});

function symbol(id: string, change: Partial<GraphSymbol>): GraphSymbol {
  const plain = { label: 'FUNCTION' as const, name: id, qualifiedName: id, startLine: 1, endLine: 2, isTest: false };
  return { id, filePath: 'm.py', ...plain, ...change };
}

function edge(source: string, target: string, type: GraphRelation['type']): ExplorerGraph['edges'][number] {
  const relation = { type, sourceId: source, targetId: target, confidence: 'EXACT' as const, rule: 'name', lines: [1] };
  return { id: `${source}\0${target}`, source, target, relations: [relation] };
}
