import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodexGraphError, type GraphInput, type PublishOptions } from '@codexgraph/graph-model';
import type { GraphStore } from '../graph-store.js';
import { differenceBetween, exportText, HOSTILE_TEXTS, randomGraph } from './random-graph.js';
import { countsOf, edge, inputOf, node, SAMPLE_GRAPH, type GraphRows } from './sample-graph.js';

/** What a store under test must give. */
export interface ContractSubject {
  readonly open: () => Promise<GraphStore>;
  /** A name that no other test uses. */
  readonly newName: () => string;
  /** Random graphs to try; more where they are cheap. */
  readonly randomRounds: number;
}

/** Everything a reader gives of a repository, one JSON text a row. */
export async function readAll(store: GraphStore, name: string): Promise<string[]> {
  const rows: string[] = [];
  for await (const row of store.graphs.nodes(name)) rows.push(JSON.stringify(row));
  for await (const row of store.graphs.edges(name)) rows.push(JSON.stringify(row));
  return rows;
}

/** Options of a publication with what does not matter filled in. */
export function publishOptions(name: string, options: Partial<PublishOptions> = {}): PublishOptions {
  return { name, source: { kind: 'folder', location: '/tree', subfolder: '' }, ...options };
}

/** The behaviour that every implementation of the ports of graph-model shares. */
export function describeGraphStoreContract(title: string, subject: ContractSubject): void {
  describe(`${title} keeps the contract of a graph store`, () => {
    let store: GraphStore;
    const names: string[] = [];
    const newName = (): string => {
      const name = subject.newName();
      names.push(name);
      return name;
    };
    const published = async (rows: GraphRows = SAMPLE_GRAPH, options: Partial<PublishOptions> = {}): Promise<string> => {
      const name = newName();
      await store.writer.publish(inputOf(rows), publishOptions(name, options));
      return name;
    };
    const failure = async (work: Promise<unknown>): Promise<string> => {
      const error: unknown = await work.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return CodexGraphError.isInstance(error) ? error.code : String(error);
    };

    beforeAll(async () => {
      store = await subject.open();
    });
    afterAll(async () => {
      for (const name of names) await store.writer.deleteRepository(name);
      await store.close();
    });

    describe('writing', () => {
      it('gives back what was published, sorted, without code', async () => {
        const name = await published();
        expect(await readAll(store, name)).toEqual(exportText(SAMPLE_GRAPH));
      });

      it('records source, commit, counts and a new revision each time', async () => {
        const name = newName();
        const source = { kind: 'git', location: 'https://host/x.git', subfolder: 'src', requestedRevision: 'main' } as const;
        const first = await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name, { source, commit: 'abc' }));
        expect(await store.graphs.repository(name)).toEqual(first);
        expect(first).toMatchObject({ name, source, commit: 'abc', counts: countsOf(SAMPLE_GRAPH) });
        expect(new Date(first.publishedAt).toISOString().slice(0, 19)).toBe(first.publishedAt.slice(0, 19));
        const second = await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
        expect(second.revision).not.toBe(first.revision);
        expect(second.label).not.toBe(first.label);
        expect(second).not.toHaveProperty('commit');
        const third = await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
        expect(third.label).toBe(first.label);
      });

      it('replaces the whole graph', async () => {
        const name = await published();
        const other = { nodes: SAMPLE_GRAPH.nodes.slice(0, 2), edges: SAMPLE_GRAPH.edges.slice(0, 1) };
        await store.writer.publish(inputOf(other), publishOptions(name));
        expect(await readAll(store, name)).toEqual(exportText(other));
      });

      it('gives back edges that break the schema too: they must not vanish from an export', async () => {
        const [first, second] = [node('FIELD', 'FIELD:a', { name: 'a' }), node('TYPE', 'TYPE:b', { name: 'b' })];
        const rows = {
          nodes: [first, second],
          edges: [edge('CALLS', 'FIELD:a', 'TYPE:b'), edge('CONTAINS', 'TYPE:b', 'FIELD:a')],
        };
        expect(await readAll(store, await published(rows))).toEqual(exportText(rows));
      });

      it('publishes an empty graph', async () => {
        const name = await published({ nodes: [], edges: [] });
        expect(await readAll(store, name)).toEqual([]);
      });

      it('keeps hostile texts as they are and runs none of them', async () => {
        const rows: GraphRows = {
          nodes: HOSTILE_TEXTS.map((text, index) => ({
            ...node('FUNCTION', `FUNCTION:${text}:${index}`, { name: text, file_path: text }),
            qualified_name: text,
            properties: { docstring: text, decorators: [text], [`key ${text.replaceAll('\u0000', '')}`.slice(0, 40)]: text },
          })),
          edges: HOSTILE_TEXTS.slice(1).map((text, index) =>
            edge('CALLS', `FUNCTION:${text}:${index + 1}`, `FUNCTION:${HOSTILE_TEXTS[0] ?? ''}:0`, {
              rule: text,
              properties: { alias: text },
            }),
          ),
        };
        const name = await published(rows);
        expect(await readAll(store, name)).toEqual(exportText(rows));
        for (const [index, text] of HOSTILE_TEXTS.entries()) {
          expect((await store.symbols.symbolById(name, `FUNCTION:${text}:${index}`))?.name).toBe(text);
          expect((await store.symbols.symbolsByQualifiedName(name, text)).map((row) => row.name)).toEqual([text]);
        }
      });

      it.each(["a'} DETACH DELETE", '', '-x', 'a b', '`', 'é', '../x', 'x'.repeat(101)])(
        'refuses the repository name %j',
        async (name) => {
          expect(await failure(store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name)))).toBe('BAD_INPUT');
          expect(await failure(store.writer.deleteRepository(name))).toBe('BAD_INPUT');
        },
      );

      it('refuses two nodes of one id, and an edge to nowhere, and keeps the revision before', async () => {
        const name = await published();
        const twice = { nodes: [...SAMPLE_GRAPH.nodes, ...SAMPLE_GRAPH.nodes.slice(0, 1)], edges: [] };
        const dangling = {
          nodes: SAMPLE_GRAPH.nodes,
          edges: [edge('CALLS', 'FUNCTION:nowhere', 'FUNCTION:pkg/session.py:helper')],
        };
        expect(await failure(store.writer.publish(inputOf(twice), publishOptions(name)))).toBe('BAD_INPUT');
        expect(await failure(store.writer.publish(inputOf(dangling), publishOptions(name)))).toBe('BAD_INPUT');
        expect(await readAll(store, name)).toEqual(exportText(SAMPLE_GRAPH));
      });

      it('passes on what the input throws, and keeps the revision before', async () => {
        const name = await published();
        const broken: GraphInput = {
          ...inputOf(SAMPLE_GRAPH),
          edges: (function* () {
            yield SAMPLE_GRAPH.edges[0]!;
            throw new CodexGraphError('SOURCE_UNREADABLE', 'A file vanished.');
          })(),
        };
        expect(await failure(store.writer.publish(broken, publishOptions(name)))).toBe('SOURCE_UNREADABLE');
        expect(await readAll(store, name)).toEqual(exportText(SAMPLE_GRAPH));
      });

      it('stops when it is told to, and keeps the revision before', async () => {
        const name = await published();
        const controller = new AbortController();
        const onProgress = (): void => controller.abort();
        const work = store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name, { signal: controller.signal, onProgress }));
        expect(await failure(work)).toBe('CANCELLED');
        expect(await readAll(store, name)).toEqual(exportText(SAMPLE_GRAPH));
      });

      it('tells its progress', async () => {
        const seen: string[] = [];
        await published(SAMPLE_GRAPH, {
          onProgress: (progress) => seen.push(`${progress.phase} ${progress.phase === 'publish' ? '' : progress.done}`.trim()),
        });
        expect(seen).toContain(`nodes ${SAMPLE_GRAPH.nodes.length}`);
        expect(seen).toContain(`edges ${SAMPLE_GRAPH.edges.length}`);
        expect(seen.at(-1)).toBe('publish');
      });

      it('lets one writer write a repository at a time', async () => {
        const name = newName();
        let second: Promise<string> | undefined;
        const slow: GraphInput = {
          ...inputOf(SAMPLE_GRAPH),
          nodes: (async function* () {
            yield* SAMPLE_GRAPH.nodes;
            second = failure(store.writer.publish(inputOf({ nodes: [], edges: [] }), publishOptions(name)));
            expect(await second).toBe('CONFLICT');
          })(),
        };
        await store.writer.publish(slow, publishOptions(name));
        expect(await second).toBe('CONFLICT');
        expect(await readAll(store, name)).toEqual(exportText(SAMPLE_GRAPH));
      });

      it('deletes a repository and nothing else', async () => {
        const [gone, kept] = [await published(), await published()];
        expect(await store.writer.deleteRepository(gone)).toBe(true);
        expect(await store.writer.deleteRepository(gone)).toBe(false);
        expect(await store.graphs.repository(gone)).toBeUndefined();
        expect(await failure(readAll(store, gone))).toBe('NOT_FOUND');
        expect(await readAll(store, kept)).toEqual(exportText(SAMPLE_GRAPH));
        expect((await store.graphs.repositories()).map((record) => record.name)).toEqual(expect.arrayContaining([kept]));
      });

      it('keeps the list of skipped files in pages', async () => {
        const name = newName();
        const skipped = ['a.bin', 'b.bin', 'c.bin'].map((path) => ({ path, reason: `${path} is binary` }));
        const record = await store.writer.publish({ ...inputOf(SAMPLE_GRAPH), skipped: () => skipped }, publishOptions(name));
        const first = await store.files.skippedFiles(name, { limit: 2 });
        expect(first.items).toEqual(skipped.slice(0, 2));
        expect(await store.files.skippedFiles(name, { limit: 2, after: first.next ?? '' })).toEqual({ items: skipped.slice(2) });
        const unchanged = { ...differenceBetween(SAMPLE_GRAPH, SAMPLE_GRAPH) };
        const next = await store.writer.applyDifference(unchanged, { ...publishOptions(name), baseRevision: record.revision });
        expect((await store.files.skippedFiles(name, { limit: 9 })).items).toEqual(skipped);
        await store.writer.applyDifference(
          { ...unchanged, skipped: [] },
          { ...publishOptions(name), baseRevision: next.revision },
        );
        expect((await store.files.skippedFiles(name, { limit: 9 })).items).toEqual([]);
      });
    });

    describe('differences', () => {
      it('lead to the same graph as a full write, for random graphs', async () => {
        for (let round = 0; round < subject.randomRounds; round += 1) {
          let rows = randomGraph(round, 30);
          const name = newName();
          let record = await store.writer.publish(inputOf(rows), publishOptions(name));
          for (let step = 1; step <= 3; step += 1) {
            const next = randomGraph(round * 100 + step, 30);
            record = await store.writer.applyDifference(differenceBetween(rows, next), {
              ...publishOptions(name),
              baseRevision: record.revision,
            });
            rows = next;
            expect(await readAll(store, name)).toEqual(exportText(rows));
            expect((await store.graphs.repository(name))?.counts).toEqual(countsOf(rows));
          }
        }
      });

      it('change the revision and keep the label', async () => {
        const name = newName();
        const first = await store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
        const second = await store.writer.applyDifference(differenceBetween(SAMPLE_GRAPH, SAMPLE_GRAPH), {
          ...publishOptions(name),
          baseRevision: first.revision,
        });
        expect(second.label).toBe(first.label);
        expect(second.revision).not.toBe(first.revision);
      });

      it('are refused whole when they start from another revision or join an unknown node', async () => {
        const name = await published();
        const revision = (await store.graphs.repository(name))?.revision ?? '';
        const deletion = { ...differenceBetween(SAMPLE_GRAPH, { nodes: [], edges: [] }) };
        expect(await failure(store.writer.applyDifference(deletion, { ...publishOptions(name), baseRevision: 'another' }))).toBe(
          'CONFLICT',
        );
        const dangling = { ...deletion, upsertEdges: [edge('CALLS', 'FUNCTION:x', 'FUNCTION:y')] };
        expect(await failure(store.writer.applyDifference(dangling, { ...publishOptions(name), baseRevision: revision }))).toBe(
          'BAD_INPUT',
        );
        expect(await readAll(store, name)).toEqual(exportText(SAMPLE_GRAPH));
        expect(
          await failure(store.writer.applyDifference(deletion, { ...publishOptions(newName()), baseRevision: revision })),
        ).toBe('NOT_FOUND');
      });
    });

    describe('symbols', () => {
      const send = 'METHOD:pkg/session.py:Session.send';
      const helper = 'FUNCTION:pkg/session.py:helper';
      const session = 'CLASS:pkg/session.py:Session';
      let name = '';
      beforeAll(async () => {
        name = await published();
      });

      it('are found by id, with code only on request', async () => {
        expect(await store.symbols.symbolById(name, 'MODULE:pkg/session.py')).not.toHaveProperty('properties.code');
        expect(await store.symbols.symbolById(name, 'MODULE:pkg/session.py', { withCode: true })).toHaveProperty(
          'properties.code',
        );
        expect(await store.symbols.symbolById(name, 'nothing')).toBeUndefined();
        const several = await store.symbols.symbolsByIds(name, [send, 'nothing', helper, send]);
        expect(several.map((row) => row.id)).toEqual([send, helper]);
      });

      it('are found by qualified name, overloads included', async () => {
        expect((await store.symbols.symbolsByQualifiedName(name, 'q.helper')).map((row) => row.id)).toEqual([
          helper,
          `${helper}~1`,
        ]);
      });

      it('are found by name prefix in pages', async () => {
        const ids: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.symbols.symbolsByNamePrefix(name, '', { limit: 2, ...(after === undefined ? {} : { after }) });
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
          (await store.symbols.symbolsByNamePrefix(name, 'pkg', { limit: 9, labels: ['PACKAGE'] })).items.map((row) => row.id),
        ).toEqual(['PACKAGE:pkg']);
        expect((await store.symbols.symbolsByNamePrefix(name, 'SEND', { limit: 9 })).items).toEqual([]);
      });

      it('are found by file and line, innermost first', async () => {
        const at = async (line: number): Promise<string[]> =>
          (await store.symbols.symbolsAt(name, 'pkg/session.py', line)).map((row) => row.id);
        expect(await at(2)).toEqual([send, session, 'MODULE:pkg/session.py']);
        expect(await at(5)).toEqual([helper, `${helper}~1`, 'MODULE:pkg/session.py']);
        expect(await at(7)).toEqual([]);
      });

      it('tell their relations by type and direction, and page through them', async () => {
        expect(await store.symbols.relationCounts(name, helper)).toEqual([
          { type: 'CONTAINS', direction: 'in', count: 1 },
          { type: 'CALLS', direction: 'out', count: 1 },
          { type: 'CALLS', direction: 'in', count: 2 },
          { type: 'REFERENCES', direction: 'out', count: 2 },
        ]);
        expect(await store.symbols.relationCounts(name, 'MODULE:nothing')).toBeUndefined();
        expect(await store.symbols.relationCounts(name, 'FUNCTION:pkg/session.py:helper~1')).toEqual([
          { type: 'CONTAINS', direction: 'in', count: 1 },
        ]);
        const first = await store.symbols.relatedSymbols(name, helper, { direction: 'out', limit: 2 });
        const second = await store.symbols.relatedSymbols(name, helper, { direction: 'out', limit: 2, after: first.next ?? '' });
        const seen = [...first.items, ...second.items].map(
          (entry) => `${entry.edge.type} ${String(entry.edge.properties['role'] ?? '')} ${entry.symbol.id}`,
        );
        expect(seen).toEqual([`CALLS  ${helper}`, `REFERENCES type ${session}`, `REFERENCES value ${session}`]);
        expect(second.next).toBeUndefined();
        const callers = await store.symbols.relatedSymbols(name, helper, { direction: 'in', types: ['CALLS'], limit: 9 });
        expect(callers.items.map((entry) => entry.edge.source)).toEqual([helper, send]);
      });

      it('refuse a cursor of another list and a bound that is not kept', async () => {
        const first = await store.symbols.relatedSymbols(name, helper, { direction: 'out', limit: 1 });
        expect(
          await failure(store.symbols.relatedSymbols(name, helper, { direction: 'in', limit: 1, after: first.next ?? '' })),
        ).toBe('BAD_INPUT');
        expect(await failure(store.symbols.symbolsByNamePrefix(name, '', { limit: 1, after: 'x' }))).toBe('BAD_INPUT');
        expect(await failure(store.symbols.symbolsByNamePrefix(name, '', { limit: 0 }))).toBe('BAD_INPUT');
        expect(await failure(store.symbols.neighbourhood(name, helper, { depth: 9, maxNodes: 9 }))).toBe('BAD_INPUT');
        expect(await failure(store.symbols.symbolById('no-such-repository', helper))).toBe('NOT_FOUND');
      });

      it('show what is around them within bounds', async () => {
        const around = await store.symbols.neighbourhood(name, helper, { depth: 1, maxNodes: 10 });
        expect(around?.nodes.map((row) => row.id)).toEqual([session, helper, send, 'MODULE:pkg/session.py'].sort());
        expect(around?.edges.length).toBe(7);
        expect(around?.truncated).toBe(false);
        const small = await store.symbols.neighbourhood(name, helper, { depth: 3, maxNodes: 2 });
        expect(small?.nodes.map((row) => row.id)).toEqual([session, helper]);
        expect(small?.truncated).toBe(true);
        const calls = await store.symbols.neighbourhood(name, send, {
          depth: 2,
          maxNodes: 10,
          types: ['CALLS'],
          direction: 'out',
          maxEdges: 1,
        });
        expect(calls).toMatchObject({ truncated: true, edges: [{ source: helper, target: helper }] });
        expect(await store.symbols.neighbourhood(name, 'nothing', { depth: 1, maxNodes: 10 })).toBeUndefined();
      });

      it('are joined by a shortest path', async () => {
        const path = await store.symbols.shortestPath(name, 'MODULE:main.py', helper, { direction: 'out', maxLength: 5 });
        expect(path?.nodes.map((row) => row.id)).toEqual(['MODULE:main.py', session, send, helper]);
        expect(path?.edges.map((row) => row.type)).toEqual(['IMPORTS', 'HAS_METHOD', 'CALLS']);
        expect(
          await store.symbols.shortestPath(name, 'MODULE:main.py', helper, { direction: 'out', maxLength: 2 }),
        ).toBeUndefined();
        expect(
          await store.symbols.shortestPath(name, helper, 'MODULE:main.py', { direction: 'out', maxLength: 9, types: ['CALLS'] }),
        ).toBeUndefined();
        const back = await store.symbols.shortestPath(name, helper, 'MODULE:main.py', { direction: 'any', maxLength: 9 });
        expect(back?.nodes.map((row) => row.id)).toEqual([helper, session, 'MODULE:main.py']);
        expect((await store.symbols.shortestPath(name, helper, helper, { direction: 'any', maxLength: 9 }))?.nodes.length).toBe(
          1,
        );
      });
    });

    describe('files', () => {
      let name = '';
      beforeAll(async () => {
        name = await published();
      });

      it('form a tree with sums', async () => {
        const root = await store.files.folderEntries(name, '', { limit: 1 });
        expect(root?.items).toMatchObject([
          { kind: 'folder', name: 'pkg', path: 'pkg', quality: { files: 2, lines: 6, calls: { total: 5, unresolved: 2 } } },
        ]);
        const rest = await store.files.folderEntries(name, '', { limit: 5, after: root?.next ?? '' });
        expect(rest?.items).toMatchObject([
          { kind: 'file', name: 'main.py', path: 'main.py', moduleId: 'MODULE:main.py', language: 'python' },
        ]);
        const inner = await store.files.folderEntries(name, 'pkg', { limit: 5 });
        expect(inner?.items.map((entry) => entry.path)).toEqual(['pkg/empty.py', 'pkg/session.py']);
        expect(await store.files.folderEntries(name, 'pk', { limit: 5 })).toBeUndefined();
      });

      it('tell how complete they are', async () => {
        const all = {
          files: 3,
          lines: 9,
          calls: { total: 6, resolved: 3, external: 1, unresolved: 2 },
          importsUnresolved: 1,
          parseErrors: 0,
        };
        expect(await store.files.quality(name)).toEqual(all);
        expect((await store.files.quality(name, 'nothing')).files).toBe(0);
        expect((await store.files.worstFolders(name, 5)).map((entry) => entry.folder)).toEqual(['pkg']);
      });

      it('give their source by range', async () => {
        const text = await store.files.sourceText(name, 'pkg/session.py', { startLine: 5, endLine: 99 });
        expect(text).toEqual({
          filePath: 'pkg/session.py',
          language: 'python',
          text: 'def helper(x):\n    return x',
          startLine: 5,
          endLine: 6,
          totalLines: 6,
        });
        expect(await store.files.sourceText(name, 'pkg/empty.py')).toMatchObject({ text: '', totalLines: 0 });
        expect(await store.files.sourceText(name, 'main.py')).toBeUndefined();
        expect(await store.files.sourceText(name, 'nothing.py')).toBeUndefined();
        expect(await failure(store.files.sourceText(name, 'pkg/session.py', { startLine: 0, endLine: 1 }))).toBe('BAD_INPUT');
      });
    });
  });
}
