import { randomUUID } from 'node:crypto';
import type { SymbolVectors } from '@codexgraph/graph-model';
import { inputOf, InMemoryGraphStore, node } from '@codexgraph/graph-store/testing';
import { describe, expect, it } from 'vitest';
import { createRetrieval } from '../create-retrieval.js';

const SIGNAL = new AbortController().signal;
const lines = (count: number, text: string) => `    ${text}\n`.repeat(count);

describe('a large body', () => {
  it('is embedded by parts besides as a whole, small ones and classes are not', async () => {
    const store = new InMemoryGraphStore();
    const name = `parts-${randomUUID()}`;
    const large = `${lines(250, 'parse header field value')}${lines(60, 'refund invoice payment money')}`;
    const codes = { run: `def run():\n${large}`, parse: 'def parse(): header' };
    const nodes = Object.entries(codes).map(([each, code], at) =>
      node('FUNCTION', `FUNCTION:shop.py:${each}`, {
        name: each,
        file_path: 'shop.py',
        lines: [at * 500 + 1, at * 500 + 400],
        properties: { code },
      }),
    );
    const all = [
      ...nodes,
      node('CLASS', 'CLASS:shop.py:Shop', {
        name: 'Shop',
        file_path: 'shop.py',
        lines: [2000, 2900],
        properties: { code: `class Shop:\n${large}` },
      }),
    ];
    await store.writer.publish(inputOf({ nodes: all, edges: [] }), {
      name,
      source: { kind: 'folder', location: '/x', subfolder: '' },
    });
    const { reader, writer } = store.retrieval;
    const written: SymbolVectors[] = [];
    const inner = writer.writeVectors.bind(writer);
    writer.writeVectors = async (pass, space, rows) => {
      written.push(...rows);
      await inner(pass, space, rows);
    };
    const retrieval = createRetrieval({ reader, writer, nowMs: () => 0 });
    await retrieval.refresh({ repository: name, signal: SIGNAL });
    expect(Object.fromEntries(written.map(({ id, parts }) => [id, parts.length]))).toEqual({
      'FUNCTION:shop.py:run': 5,
      'FUNCTION:shop.py:parse': 1,
      'CLASS:shop.py:Shop': 1,
    });
    const [whole, first, ...others] = written.find(({ id }) => id.endsWith('run'))?.parts ?? [];
    // The end does something else than the beginning: its vector is another one.
    expect(others.at(-1)).not.toEqual(first);
    expect(whole).not.toEqual(first);
    expect(await retrieval.refresh({ repository: name, signal: SIGNAL })).toMatchObject({ embedded: 0 });
  });
});
