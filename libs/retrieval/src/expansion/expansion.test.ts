import { describe, expect, it } from 'vitest';
import type { AdjacentPair, RelationType } from '@codexgraph/graph-model';
import { importance } from './importance.js';
import { personalisedRank } from './personalised-rank.js';
import { SymbolGraph } from './symbol-graph.js';

/** `A -CALLS-> B` a line. */
function graphOf(text: string): SymbolGraph {
  const found = pairs(text);
  return SymbolGraph.of(
    found.flatMap((pair) => [pair.source, pair.target]),
    found,
  );
}

function pairs(text: string): AdjacentPair[] {
  return [...text.matchAll(/(\w+) -(\w+)-> (\w+)/gu)].map(([, source = '', type = '', target = '']) => ({
    type: type as RelationType,
    source,
    target,
    confidence: 'exact' as const,
    count: 1,
  }));
}

function neighbours(graph: SymbolGraph, id: string): string[] {
  const found: string[] = [];
  graph.forEachStep(graph.numberOf(id) ?? -1, (step) => found.push(`${step.direction} ${step.type} ${graph.ids[step.to] ?? ''}`));
  return found;
}

describe('a graph in compressed rows', () => {
  const text = 'main -CALLS-> send\nsend -CALLS-> retry\nsend -USES-> limit\nmain -CALLS-> send\nsend -CALLS-> send';

  it('gives the relations of both directions, each once', () => {
    const graph = graphOf(text);
    expect([graph.symbolCount, graph.relationCount]).toEqual([4, 4]);
    expect(neighbours(graph, 'send')).toEqual(
      ['out CALLS retry', 'out USES limit', 'out CALLS send', 'in CALLS main', 'in CALLS send'].sort(order(graph)),
    );
    expect(neighbours(graph, 'unknown')).toEqual([]);
  });

  it('comes back from bytes, the same bytes for any order of pairs', () => {
    const graph = graphOf(text);
    const bytes = graph.toBytes();
    expect(neighbours(SymbolGraph.fromBytes(bytes), 'send')).toEqual(neighbours(graph, 'send'));
    const buffer = Buffer.concat([Buffer.from('xyz'), bytes]).subarray(3);
    expect(neighbours(SymbolGraph.fromBytes(buffer), 'send')).toEqual(neighbours(graph, 'send'));
    const shuffled = SymbolGraph.of(['send', 'retry', 'main', 'limit'], pairs(text).reverse());
    expect(Buffer.compare(shuffled.toBytes(), bytes)).toBe(0);
    expect(SymbolGraph.fromBytes(SymbolGraph.of([], []).toBytes()).symbolCount).toBe(0);
    expect(() => SymbolGraph.fromBytes(bytes.slice(0, -1))).toThrow('another version');
    expect(() => SymbolGraph.fromBytes(new Uint8Array(3))).toThrow('another version');
  });

  it('takes a change and equals the graph made anew', () => {
    const next = 'main -CALLS-> send\nsend -CALLS-> again\nmain -USES-> limit';
    const touched = ['send', 'again'];
    const around = pairs(next).filter((pair) => touched.includes(pair.source) || touched.includes(pair.target));
    const changed = graphOf(text).changed({
      removed: ['retry'],
      added: ['again'],
      touched: [...touched, 'limit', 'main'],
      pairs: [...around, ...pairs('main -USES-> limit')],
    });
    expect(Buffer.compare(changed.toBytes(), graphOf(next).toBytes())).toBe(0);
  });

  it('needs less than 200 bytes a relation, ids included', () => {
    const ids = Array.from(
      { length: 2000 },
      (_, index) => `FUNCTION:src/some/folder/module_${String(index % 50)}.py:function_${String(index)}`,
    );
    const many = ids.flatMap((source, index) =>
      [1, 7, 31, 99].map((step) => ({
        type: 'CALLS' as const,
        source,
        target: ids[(index + step) % 2000] ?? '',
        confidence: 'exact' as const,
        count: 1,
      })),
    );
    expect(SymbolGraph.of(ids, many).toBytes().length / many.length).toBeLessThan(50);
  });
});

describe('personalised PageRank', () => {
  it('ranks what is near and strongly related first, and tells the path', () => {
    const graph = graphOf(`
      send -CALLS-> retry   retry -CALLS-> sleep   module -CONTAINS-> send   module -CONTAINS-> other   far -CALLS-> other`);
    const ranked = personalisedRank(graph, new Map([['send', 1]]));
    expect(ranked.slice(0, 3).map((found) => found.id)).toEqual(['send', 'retry', 'sleep']);
    expect(ranked.find((found) => found.id === 'sleep')?.path).toEqual([
      { from: 'send', to: 'retry', type: 'CALLS', direction: 'out' },
      { from: 'retry', to: 'sleep', type: 'CALLS', direction: 'out' },
    ]);
    expect(ranked.find((found) => found.id === 'module')?.path).toEqual([
      { from: 'send', to: 'module', type: 'CONTAINS', direction: 'in' },
    ]);
    expect(ranked[0]?.path).toEqual([]);
    expect(ranked.reduce((sum, found) => sum + found.rank, 0)).toBeLessThanOrEqual(1);
  });

  it('gives hubs less than what few call', () => {
    const callers = Array.from({ length: 60 }, (_, index) => `c${String(index)} -CALLS-> log`).join('\n');
    const ranked = personalisedRank(graphOf(`send -CALLS-> log\nsend -CALLS-> backoff\n${callers}`), new Map([['send', 1]]));
    const rankOf = (id: string): number => ranked.find((found) => found.id === id)?.rank ?? 0;
    expect(rankOf('backoff')).toBeGreaterThan(rankOf('log') * 2);
  });

  it('leaves unknown and weightless seeds out, and ends on any graph', () => {
    const graph = graphOf('a -CALLS-> b\nb -CALLS-> a');
    expect(personalisedRank(graph, new Map([['zzz', 1]]))).toEqual([]);
    expect(
      personalisedRank(
        graph,
        new Map([
          ['a', 0],
          ['b', Number.NaN],
        ]),
      ),
    ).toEqual([]);
    expect(personalisedRank(graph, new Map([['a', 1]]), { tolerance: 0, maxPushes: 50 }).map((found) => found.id)).toEqual([
      'a',
      'b',
    ]);
    expect(personalisedRank(SymbolGraph.of(['alone'], []), new Map([['alone', 2]]))).toEqual([
      { id: 'alone', rank: 0.35, path: [] },
    ]);
  });
});

describe('importance', () => {
  it('is highest where the calls lead, and sums to 1', () => {
    const graph = graphOf('a -CALLS-> core\nb -CALLS-> core\nc -CALLS-> b\nc -CONTAINS-> a');
    const ranks = importance(graph);
    const best = ranks.indexOf(Math.max(...ranks));
    expect(graph.ids[best]).toBe('core');
    expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 10);
  });
});

/** Neighbours come in the order of their numbers. */
function order(graph: SymbolGraph): (left: string, right: string) => number {
  const key = (text: string): string => {
    const [direction = '', , id = ''] = text.split(' ');
    return `${direction === 'out' ? '0' : '1'}${String(graph.numberOf(id) ?? 0).padStart(9, '0')}`;
  };
  return (left, right) => (key(left) < key(right) ? -1 : 1);
}
