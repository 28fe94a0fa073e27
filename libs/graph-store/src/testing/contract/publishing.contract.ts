import { describe, expect, it } from 'vitest';
import { differenceBetween, exportText, HOSTILE_TEXTS } from '../random-graph.js';
import { countsOf, edge, inputOf, node, SAMPLE_GRAPH, type GraphRows } from '../sample-graph.js';
import { failure, publishOptions, type ContractFixture } from './contract-fixture.js';

/** What is written is what is read, under the name it was given, and can be replaced and deleted. */
export function describePublishing(fixture: ContractFixture): void {
  const { newName, published, readAll } = fixture;
  describe('publishing', () => {
    it('gives back what was published, sorted, without code', async () => {
      const name = await published();
      expect(await readAll(name)).toEqual(exportText(SAMPLE_GRAPH));
    });

    it('records source, commit, counts and a new revision each time', async () => {
      const name = newName();
      const source = { kind: 'git', location: 'https://host/x.git', subfolder: 'src', requestedRevision: 'main' } as const;
      const first = await fixture.store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name, { source, commit: 'abc' }));
      expect(await fixture.store.graphs.repository(name)).toEqual(first);
      expect(first).toMatchObject({ name, source, commit: 'abc', counts: countsOf(SAMPLE_GRAPH) });
      expect(new Date(first.publishedAt).toISOString().slice(0, 19)).toBe(first.publishedAt.slice(0, 19));
      const second = await fixture.store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
      expect(second.revision).not.toBe(first.revision);
      expect(second.label).not.toBe(first.label);
      expect(second).not.toHaveProperty('commit');
      const third = await fixture.store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
      expect(third.label).toBe(first.label);
    });

    it('replaces the whole graph', async () => {
      const name = await published();
      const other = { nodes: SAMPLE_GRAPH.nodes.slice(0, 2), edges: SAMPLE_GRAPH.edges.slice(0, 1) };
      await fixture.store.writer.publish(inputOf(other), publishOptions(name));
      expect(await readAll(name)).toEqual(exportText(other));
    });

    it('publishes an empty graph', async () => {
      const name = await published({ nodes: [], edges: [] });
      expect(await readAll(name)).toEqual([]);
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
      expect(await readAll(name)).toEqual(exportText(rows));
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        expect((await fixture.store.symbols.symbolById(name, `FUNCTION:${text}:${index}`))?.name).toBe(text);
        expect((await fixture.store.symbols.symbolsByQualifiedName(name, text)).map((row) => row.name)).toEqual([text]);
      }
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

    it('deletes a repository and nothing else', async () => {
      const [gone, kept] = [await published(), await published()];
      expect(await fixture.store.writer.deleteRepository(gone)).toBe(true);
      expect(await fixture.store.writer.deleteRepository(gone)).toBe(false);
      expect(await fixture.store.graphs.repository(gone)).toBeUndefined();
      expect(await failure(readAll(gone))).toBe('NOT_FOUND');
      expect(await readAll(kept)).toEqual(exportText(SAMPLE_GRAPH));
      expect((await fixture.store.graphs.repositories()).map((record) => record.name)).toEqual(expect.arrayContaining([kept]));
    });

    it('keeps the list of skipped files in pages', async () => {
      const name = newName();
      const skipped = ['a.bin', 'b.bin', 'c.bin'].map((path) => ({ path, reason: `${path} is binary` }));
      const record = await fixture.store.writer.publish(
        { ...inputOf(SAMPLE_GRAPH), skipped: () => skipped },
        publishOptions(name),
      );
      const first = await fixture.store.files.skippedFiles(name, { limit: 2 });
      expect(first.items).toEqual(skipped.slice(0, 2));
      const second = await fixture.store.files.skippedFiles(name, { limit: 2, after: first.next ?? '' });
      expect(second).toMatchObject({ items: skipped.slice(2) });
      expect(second).not.toHaveProperty('next');
      const unchanged = { ...differenceBetween(SAMPLE_GRAPH, SAMPLE_GRAPH) };
      const next = await fixture.store.writer.applyDifference(unchanged, {
        ...publishOptions(name),
        baseRevision: record.revision,
      });
      expect((await fixture.store.files.skippedFiles(name, { limit: 9 })).items).toEqual(skipped);
      await fixture.store.writer.applyDifference(
        { ...unchanged, skipped: [] },
        { ...publishOptions(name), baseRevision: next.revision },
      );
      expect((await fixture.store.files.skippedFiles(name, { limit: 9 })).items).toEqual([]);
    });
  });
}
