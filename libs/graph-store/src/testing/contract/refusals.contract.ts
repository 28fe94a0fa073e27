import { describe, expect, it } from 'vitest';
import { CodexGraphError, type GraphInput } from '@codexgraph/graph-model';
import { exportText } from '../random-graph.js';
import { edge, inputOf, SAMPLE_GRAPH } from '../sample-graph.js';
import { failure, publishOptions, type ContractFixture } from './contract-fixture.js';

/** Whatever ends a publication early, the revision before stays. */
export function describeRefusals(fixture: ContractFixture): void {
  const { newName, published, readAll } = fixture;
  describe('a publication that fails', () => {
    it.each(["a'} DETACH DELETE", '', '-x', 'a b', '`', 'é', '../x', 'x'.repeat(101)])(
      'refuses the repository name %j',
      async (name) => {
        expect(await failure(fixture.store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name)))).toBe('BAD_INPUT');
        expect(await failure(fixture.store.writer.deleteRepository(name))).toBe('BAD_INPUT');
      },
    );

    it('refuses two nodes of one id, an edge to nowhere, and one that the schema does not know, and keeps the revision before', async () => {
      const name = await published();
      const twice = { nodes: [...SAMPLE_GRAPH.nodes, ...SAMPLE_GRAPH.nodes.slice(0, 1)], edges: [] };
      const dangling = {
        nodes: SAMPLE_GRAPH.nodes,
        edges: [edge('CALLS', 'FUNCTION:nowhere', 'FUNCTION:pkg/session.py:helper')],
      };
      expect(await failure(fixture.store.writer.publish(inputOf(twice), publishOptions(name)))).toBe('BAD_INPUT');
      const unknown = {
        nodes: SAMPLE_GRAPH.nodes,
        edges: [edge('HAS_FIELD', 'FUNCTION:pkg/session.py:helper', 'CLASS:pkg/session.py:Session')],
      };
      expect(await failure(fixture.store.writer.publish(inputOf(dangling), publishOptions(name)))).toBe('BAD_INPUT');
      expect(await failure(fixture.store.writer.publish(inputOf(unknown), publishOptions(name)))).toBe('BAD_INPUT');
      expect(await readAll(name)).toEqual(exportText(SAMPLE_GRAPH));
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
      expect(await failure(fixture.store.writer.publish(broken, publishOptions(name)))).toBe('SOURCE_UNREADABLE');
      expect(await readAll(name)).toEqual(exportText(SAMPLE_GRAPH));
    });

    it('stops when it is told to, and keeps the revision before', async () => {
      const name = await published();
      const controller = new AbortController();
      const onProgress = (): void => controller.abort();
      const work = fixture.store.writer.publish(
        inputOf(SAMPLE_GRAPH),
        publishOptions(name, { signal: controller.signal, onProgress }),
      );
      expect(await failure(work)).toBe('CANCELLED');
      expect(await readAll(name)).toEqual(exportText(SAMPLE_GRAPH));
    });

    it('lets one writer write a repository at a time', async () => {
      const name = newName();
      let second: Promise<string> | undefined;
      const slow: GraphInput = {
        ...inputOf(SAMPLE_GRAPH),
        nodes: (async function* () {
          yield* SAMPLE_GRAPH.nodes;
          const waitedFor: string[] = [];
          const options = publishOptions(name, { onWaitForWriter: (holder) => waitedFor.push(holder) });
          second = failure(fixture.store.writer.publish(inputOf({ nodes: [], edges: [] }), options));
          expect(await second).toBe('CONFLICT');
          expect(waitedFor).toHaveLength(1);
        })(),
      };
      await fixture.store.writer.publish(slow, publishOptions(name));
      expect(await second).toBe('CONFLICT');
      expect(await readAll(name)).toEqual(exportText(SAMPLE_GRAPH));
    });
  });
}
