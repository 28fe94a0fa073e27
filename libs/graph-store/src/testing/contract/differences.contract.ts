import { describe, expect, it } from 'vitest';
import { differenceBetween, exportText, randomGraph } from '../random-graph.js';
import { countsOf, edge, inputOf, SAMPLE_GRAPH } from '../sample-graph.js';
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
