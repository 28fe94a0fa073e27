import { describe, expect, it } from 'vitest';
import { edge, inputOf, InMemoryGraphStore, node } from '@codexgraph/graph-store/testing';
import { createRetrieval } from '../create-retrieval.js';
import { recordChanges } from './change-recorder.js';
import { GRAPH_BLOB } from './corpus.js';

const SIGNAL = new AbortController().signal;
const SEND = node('FUNCTION', 'FUNCTION:net.py:send', { name: 'send', file_path: 'net.py', lines: [1, 9] });
const RETRY = node('FUNCTION', 'FUNCTION:net.py:retry', { name: 'retry', file_path: 'net.py', lines: [11, 19] });
const OLD = node('FUNCTION', 'FUNCTION:net.py:old', { name: 'old', file_path: 'net.py', lines: [21, 22] });
const BACKOFF = node('FUNCTION', 'FUNCTION:net.py:backoff', { name: 'backoff', file_path: 'net.py', lines: [31, 39] });
const OPTIONS = { name: 'shop', source: { kind: 'folder', location: '/x', subfolder: '' } } as const;
const call = (source: typeof SEND, target: typeof SEND) => edge('CALLS', source.id, target.id, { lines: [2] });

describe('a refresh after a change', () => {
  it('reads and writes what the change touched, and equals a refresh of the whole', async () => {
    const store = new InMemoryGraphStore();
    const recording = recordChanges(store.writer);
    const { reader, writer } = store.retrieval;
    const retrieval = createRetrieval({ reader, writer, nowMs: () => 0 });
    const first = await recording.writer.publish(inputOf({ nodes: [SEND, RETRY, OLD], edges: [call(SEND, RETRY)] }), OPTIONS);
    expect(recording.take('shop')).toBeUndefined();
    await retrieval.refresh({ repository: 'shop', signal: SIGNAL });
    await recording.writer.applyDifference(
      {
        upsertNodes: [BACKOFF],
        deleteNodeIds: [OLD.id],
        upsertEdges: [call(RETRY, BACKOFF)],
        deleteEdges: [],
        counts: first.counts,
      },
      { ...OPTIONS, baseRevision: first.revision },
    );
    const change = recording.take('shop');
    expect([...(change?.touchedIds ?? [])].sort()).toEqual([BACKOFF.id, RETRY.id]);
    const report = await retrieval.refresh({ repository: 'shop', signal: SIGNAL, ...(change && { change }) });
    expect(report).toMatchObject({ whole: false, symbols: 2, documentsWritten: 2 });
    const { hits, notes } = await retrieval.searcher.search({ repository: 'shop', text: 'backoff' }, SIGNAL);
    expect([notes, hits[0]?.symbol.id]).toEqual([[], BACKOFF.id]);
    const kept = await reader.blob('shop', GRAPH_BLOB);
    const documents = await all(writer.documents('shop'));
    const whole = await retrieval.refresh({ repository: 'shop', signal: SIGNAL });
    expect(whole).toMatchObject({ whole: true, documentsWritten: 0 });
    expect(
      Buffer.compare((await reader.blob('shop', GRAPH_BLOB))?.bytes ?? new Uint8Array(), kept?.bytes ?? new Uint8Array()),
    ).toBe(0);
    expect(await all(writer.documents('shop'))).toEqual(documents);
    expect(documents.map((document) => document.id)).toEqual([BACKOFF.id, RETRY.id, SEND.id]);
  });

  it('of another revision than the last refresh looks at everything', async () => {
    const store = new InMemoryGraphStore();
    const { reader, writer } = store.retrieval;
    await store.writer.publish(inputOf({ nodes: [SEND], edges: [] }), OPTIONS);
    const change = { baseRevision: 'another', touchedIds: new Set([SEND.id]), deletedIds: new Set<string>() };
    const retrieval = createRetrieval({ reader, writer, nowMs: () => 0 });
    expect(await retrieval.refresh({ repository: 'shop', signal: SIGNAL, change })).toMatchObject({ whole: true, symbols: 1 });
  });
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
