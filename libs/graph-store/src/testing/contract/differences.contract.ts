import { describe, expect, it } from 'vitest';
import type { NodeRow } from '@codexgraph/graph-model';
import { differenceBetween, exportText, randomGraph } from '../random-graph.js';
import { countsOf, edge, inputOf, node, SAMPLE_GRAPH, type GraphRows } from '../sample-graph.js';
import { failure, publishOptions, type ContractFixture } from './contract-fixture.js';

/** A difference gives what a full write would have given. */
export function describeDifferences(fixture: ContractFixture): void {
  const { newName, published, readAll } = fixture;
  describe('differences', () => {
    it('lead to the same graph as a full write, for random graphs', async () => {
      for (let round = 0; round < fixture.randomRounds; round += 1) {
        let rows = randomGraph(round, 30);
        const name = newName();
        let record = await fixture.store.writer.publish(inputOf(rows), publishOptions(name));
        for (let step = 1; step <= 3; step += 1) {
          const next = randomGraph(round * 100 + step, 30);
          record = await fixture.store.writer.applyDifference(differenceBetween(rows, next), {
            ...publishOptions(name),
            baseRevision: record.revision,
          });
          rows = next;
          expect(await readAll(name)).toEqual(exportText(rows));
          expect((await fixture.store.graphs.repository(name))?.counts).toEqual(countsOf(rows));
        }
      }
    });

    it('change the revision and keep the label', async () => {
      const name = newName();
      const first = await fixture.store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
      const second = await fixture.store.writer.applyDifference(differenceBetween(SAMPLE_GRAPH, SAMPLE_GRAPH), {
        ...publishOptions(name),
        baseRevision: first.revision,
      });
      expect(second.label).toBe(first.label);
      expect(second.revision).not.toBe(first.revision);
    });

    it('keep what other passes wrote about a symbol, and replace what the indexer wrote', async () => {
      const others = { embedding: [0.5, 0.25], embedding_model: 'm', description: 'Made up.', description_source: 'model' };
      const name = await published({ nodes: [helper({ ...others, docstring: 'Old.', is_async: true })], edges: [] });
      const update = async (before: GraphRows, properties: NodeRow['properties']): Promise<void> => {
        const baseRevision = (await fixture.store.graphs.repository(name))?.revision ?? '';
        const difference = differenceBetween(before, { nodes: [helper(properties)], edges: [] });
        await fixture.store.writer.applyDifference(difference, { ...publishOptions(name), baseRevision });
      };
      const stored = async (repository: string): Promise<string> =>
        JSON.stringify(await fixture.store.symbols.symbolById(repository, helper({}).id));
      const nothing = { nodes: [], edges: [] };
      await update(nothing, { kind: 'function' });
      expect([await stored(name)]).toEqual(exportText({ nodes: [helper({ ...others, kind: 'function' })], edges: [] }));
      const documented = { description: 'From the docstring.', description_source: 'docstring' };
      await update(nothing, documented);
      const { embedding, embedding_model } = others;
      expect([await stored(name)]).toEqual(
        exportText({ nodes: [helper({ embedding, embedding_model, ...documented })], edges: [] }),
      );
      await update(nothing, {});
      expect([await stored(name)]).toEqual(exportText({ nodes: [helper({ embedding, embedding_model })], edges: [] }));
    });

    it('are refused whole when an edge joins what the schema does not know', async () => {
      const name = await published();
      const baseRevision = (await fixture.store.graphs.repository(name))?.revision ?? '';
      const difference = {
        ...differenceBetween(SAMPLE_GRAPH, SAMPLE_GRAPH),
        upsertEdges: [edge('CALLS', 'FUNCTION:pkg/session.py:helper', 'CLASS:pkg/session.py:Session')],
      };
      expect(await failure(fixture.store.writer.applyDifference(difference, { ...publishOptions(name), baseRevision }))).toBe(
        'BAD_INPUT',
      );
      expect(await readAll(name)).toEqual(exportText(SAMPLE_GRAPH));
    });

    it('are refused whole when they start from another revision or join an unknown node', async () => {
      const name = await published();
      const revision = (await fixture.store.graphs.repository(name))?.revision ?? '';
      const deletion = { ...differenceBetween(SAMPLE_GRAPH, { nodes: [], edges: [] }) };
      expect(
        await failure(fixture.store.writer.applyDifference(deletion, { ...publishOptions(name), baseRevision: 'another' })),
      ).toBe('CONFLICT');
      const dangling = { ...deletion, upsertEdges: [edge('CALLS', 'FUNCTION:x', 'FUNCTION:y')] };
      expect(
        await failure(fixture.store.writer.applyDifference(dangling, { ...publishOptions(name), baseRevision: revision })),
      ).toBe('BAD_INPUT');
      expect(await readAll(name)).toEqual(exportText(SAMPLE_GRAPH));
      expect(
        await failure(fixture.store.writer.applyDifference(deletion, { ...publishOptions(newName()), baseRevision: revision })),
      ).toBe('NOT_FOUND');
    });
  });
}

function helper(properties: NodeRow['properties']): NodeRow {
  return node('FUNCTION', 'FUNCTION:m.py:helper', { name: 'helper', file_path: 'm.py', lines: [1, 2], properties });
}
