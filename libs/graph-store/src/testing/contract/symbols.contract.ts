import { SUBGRAPH_BOUNDS } from '@codexgraph/graph-model';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure, listsFromEveryCursor, type ContractFixture } from './contract-fixture.js';

/** Symbols are found, and what is around them. */
export function describeSymbols(fixture: ContractFixture): void {
  const { published } = fixture;
  describe('symbols', () => {
    const send = 'METHOD:pkg/session.py:Session.send';
    const helper = 'FUNCTION:pkg/session.py:helper';
    const session = 'CLASS:pkg/session.py:Session';
    let name = '';
    beforeAll(async () => {
      name = await published();
    });

    it('are found by id, with code only on request', async () => {
      expect(await fixture.store.symbols.symbolById(name, 'MODULE:pkg/session.py')).not.toHaveProperty('properties.code');
      expect(await fixture.store.symbols.symbolById(name, 'MODULE:pkg/session.py', { withCode: true })).toHaveProperty(
        'properties.code',
      );
      expect(await fixture.store.symbols.symbolById(name, 'nothing')).toBeUndefined();
      const several = await fixture.store.symbols.symbolsByIds(name, [send, 'nothing', helper, send]);
      expect(several.map((row) => row.id)).toEqual([send, helper]);
    });

    it('are found by qualified name, overloads included', async () => {
      expect((await fixture.store.symbols.symbolsByQualifiedName(name, 'q.helper')).map((row) => row.id)).toEqual([
        helper,
        `${helper}~1`,
      ]);
    });

    it('are found by name prefix in pages', async () => {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await fixture.store.symbols.symbolsByNamePrefix(name, '', {
          limit: 2,
          ...(after === undefined ? {} : { after }),
        });
        ids.push(...page.items.map((row) => row.id));
        after = page.next;
      } while (after !== undefined);
      expect(ids).toEqual([
        'EXTERNAL:requests.Base',
        session,
        helper,
        `${helper}~1`,
        'MODULE:main.py',
        'PACKAGE:pkg',
        'MODULE:pkg/empty.py',
        'MODULE:pkg/session.py',
        send,
      ]);
      expect(
        (await fixture.store.symbols.symbolsByNamePrefix(name, 'pkg', { limit: 9, labels: ['PACKAGE'] })).items.map(
          (row) => row.id,
        ),
      ).toEqual(['PACKAGE:pkg']);
      expect((await fixture.store.symbols.symbolsByNamePrefix(name, 'SEND', { limit: 9 })).items).toEqual([]);
    });

    it('are listed with a cursor for each, behind which the list goes on', async () => {
      const byName = await listsFromEveryCursor((request) => fixture.store.symbols.symbolsByNamePrefix(name, '', request));
      expect(byName.length).toBe(10);
      for (const list of byName) expect(list).toEqual(byName[0]);
      const related = await listsFromEveryCursor((request) =>
        fixture.store.symbols.relatedSymbols(name, helper, { ...request, direction: 'out' }),
      );
      expect(related.length).toBe(4);
      for (const list of related) expect(list).toEqual(related[0]);
    });

    it('are found by file and line, innermost first', async () => {
      const at = async (line: number): Promise<string[]> =>
        (await fixture.store.symbols.symbolsAt(name, 'pkg/session.py', line)).map((row) => row.id);
      expect(await at(2)).toEqual([send, session, 'MODULE:pkg/session.py']);
      expect(await at(5)).toEqual([helper, `${helper}~1`, 'MODULE:pkg/session.py']);
      expect(await at(7)).toEqual([]);
    });

    it('tell their relations by type and direction, and page through them', async () => {
      expect(await fixture.store.symbols.relationCounts(name, helper)).toEqual([
        { type: 'CONTAINS', direction: 'in', count: 1 },
        { type: 'CALLS', direction: 'out', count: 1 },
        { type: 'CALLS', direction: 'in', count: 2 },
        { type: 'REFERENCES', direction: 'out', count: 2 },
      ]);
      expect(await fixture.store.symbols.relationCounts(name, 'MODULE:nothing')).toBeUndefined();
      expect(await fixture.store.symbols.relationCounts(name, 'FUNCTION:pkg/session.py:helper~1')).toEqual([
        { type: 'CONTAINS', direction: 'in', count: 1 },
      ]);
      const first = await fixture.store.symbols.relatedSymbols(name, helper, { direction: 'out', limit: 2 });
      const second = await fixture.store.symbols.relatedSymbols(name, helper, {
        direction: 'out',
        limit: 2,
        after: first.next ?? '',
      });
      const seen = [...first.items, ...second.items].map(
        (entry) => `${entry.edge.type} ${String(entry.edge.properties['role'] ?? '')} ${entry.symbol.id}`,
      );
      expect(seen).toEqual([`CALLS  ${helper}`, `REFERENCES type ${session}`, `REFERENCES value ${session}`]);
      expect(second.next).toBeUndefined();
      const callers = await fixture.store.symbols.relatedSymbols(name, helper, { direction: 'in', types: ['CALLS'], limit: 9 });
      expect(callers.items.map((entry) => entry.edge.source)).toEqual([helper, send]);
    });

    it('refuse a cursor of another list and a bound that is not kept', async () => {
      const first = await fixture.store.symbols.relatedSymbols(name, helper, { direction: 'out', limit: 1 });
      expect(
        await failure(fixture.store.symbols.relatedSymbols(name, helper, { direction: 'in', limit: 1, after: first.next ?? '' })),
      ).toBe('BAD_INPUT');
      expect(await failure(fixture.store.symbols.symbolsByNamePrefix(name, '', { limit: 1, after: 'x' }))).toBe('BAD_INPUT');
      expect(await failure(fixture.store.symbols.symbolsByNamePrefix(name, '', { limit: 0 }))).toBe('BAD_INPUT');
      expect(await failure(fixture.store.symbols.neighbourhood(name, helper, { depth: 9, maxNodes: 9 }))).toBe('BAD_INPUT');
      expect(await failure(fixture.store.symbols.symbolById('no-such-repository', helper))).toBe('NOT_FOUND');
    });

    it('show what is around them within bounds', async () => {
      const around = await fixture.store.symbols.neighbourhood(name, helper, { depth: 1, maxNodes: 10 });
      expect(around?.nodes.map((row) => row.id)).toEqual([session, helper, send, 'MODULE:pkg/session.py'].sort());
      expect(around?.edges.length).toBe(7);
      expect(around?.truncated).toBe(false);
      const small = await fixture.store.symbols.neighbourhood(name, helper, { depth: 3, maxNodes: 2 });
      expect(small?.nodes.map((row) => row.id)).toEqual([session, helper]);
      expect(small?.truncated).toBe(true);
      const calls = await fixture.store.symbols.neighbourhood(name, send, {
        depth: 2,
        maxNodes: 10,
        types: ['CALLS'],
        direction: 'out',
        maxEdges: 1,
      });
      expect(calls).toMatchObject({ truncated: true, edges: [{ source: helper, target: helper }] });
      expect(await fixture.store.symbols.neighbourhood(name, 'nothing', { depth: 1, maxNodes: 10 })).toBeUndefined();
    });

    it('are given with what is between them', async () => {
      const { symbols } = fixture.store;
      const graph = await symbols.subgraph(name, [send, 'nothing', helper, send]);
      expect(graph.nodes.map(({ id }) => id)).toEqual([helper, send]);
      expect(graph.edges.map(({ type, source, target }) => [type, source, target])).toEqual([
        ['CALLS', helper, helper],
        ['CALLS', send, helper],
      ]);
      expect(graph.truncated).toBe(false);
      expect((await symbols.subgraph(name, [send, helper], { types: ['USES'] })).edges).toEqual([]);
      expect(await symbols.subgraph(name, [send, helper], { maxEdges: 1 })).toMatchObject({ truncated: true });
      expect(await symbols.subgraph(name, [])).toEqual({ nodes: [], edges: [], truncated: false });
      expect(await failure(symbols.subgraph(name, new Array<string>(SUBGRAPH_BOUNDS.nodes + 1).fill(send)))).toBe('BAD_INPUT');
    });

    it('are joined by a shortest path', async () => {
      const path = await fixture.store.symbols.shortestPath(name, 'MODULE:main.py', helper, { direction: 'out', maxLength: 5 });
      expect(path?.nodes.map((row) => row.id)).toEqual(['MODULE:main.py', session, send, helper]);
      expect(path?.edges.map((row) => row.type)).toEqual(['IMPORTS', 'HAS_METHOD', 'CALLS']);
      expect(
        await fixture.store.symbols.shortestPath(name, 'MODULE:main.py', helper, { direction: 'out', maxLength: 2 }),
      ).toBeUndefined();
      expect(
        await fixture.store.symbols.shortestPath(name, helper, 'MODULE:main.py', {
          direction: 'out',
          maxLength: 9,
          types: ['CALLS'],
        }),
      ).toBeUndefined();
      const back = await fixture.store.symbols.shortestPath(name, helper, 'MODULE:main.py', { direction: 'any', maxLength: 9 });
      expect(back?.nodes.map((row) => row.id)).toEqual([helper, session, 'MODULE:main.py']);
      expect(
        (await fixture.store.symbols.shortestPath(name, helper, helper, { direction: 'any', maxLength: 9 }))?.nodes.length,
      ).toBe(1);
    });
  });
}
