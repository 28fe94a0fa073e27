import { describe, expect, it } from 'vitest';
import type { RefreshPass, SearchDocument, VectorSpace } from '@codexgraph/graph-model';
import type { ContractFixture } from './contract-fixture.js';
import { failure, publishOptions, readAll } from './contract-fixture.js';
import { inputOf, SAMPLE_GRAPH } from '../sample-graph.js';

const SEND = 'METHOD:pkg/session.py:Session.send';
const HELPER = 'FUNCTION:pkg/session.py:helper';
const SESSION = 'CLASS:pkg/session.py:Session';
const MAIN = 'MODULE:main.py';

/** The behaviour of search structures. */
export function describeRetrieval(fixture: ContractFixture): void {
  describe('search structures', () => {
    const { published } = fixture;
    const reader = () => fixture.store.retrieval.reader;
    const writer = () => fixture.store.retrieval.writer;

    const filled = async (space: VectorSpace = 'a'): Promise<{ name: string; pass: RefreshPass }> => {
      const name = await published();
      const pass = await writer().begin(name);
      await writer().writeDocuments(pass, DOCUMENTS);
      await writer().beginSpace(pass, { space, model: 'm1', dimensions: 2, probe: [0.5, 0.25] });
      await writer().writeVectors(pass, space, [
        { id: SEND, hash: 'v1', parts: [vector(1, 0), vector(0, 1)] },
        { id: HELPER, hash: 'v2', parts: [vector(0.6, 0.8)] },
        { id: SESSION, hash: 'v3', parts: [vector(-1, 0)] },
      ]);
      await writer().ensureIndexes(pass, { space });
      await writer().activate(pass, space);
      await writer().finish(pass, { missing: 1 });
      return { name, pass };
    };

    it('do not exist before the first refresh: nothing is found, and that is no error', async () => {
      const name = await published();
      expect(await reader().state(name)).toMatchObject({ repository: name, textOnline: false });
      expect((await reader().state(name)).revision).toBeUndefined();
      expect(await reader().fulltext(name, words('send'), { k: 5 })).toEqual([]);
      expect(await reader().nearest(name, { space: 'a', vector: vector(1, 0) }, { k: 5 })).toEqual([]);
      expect((await reader().status(name)).documents).toBe(0);
    });

    it('find words in weighted fields, and only there', async () => {
      const { name } = await filled();
      const found = await reader().fulltext(name, words('send'), { k: 5 });
      expect(found.map((hit) => hit.id)).toEqual([SEND, SESSION]);
      const inCode = await reader().fulltext(name, { terms: [{ text: 'send', weight: 1 }], fieldWeights: { code: 1 } }, { k: 5 });
      expect(inCode.map((hit) => hit.id)).toEqual([SESSION]);
      const oneField = { terms: [{ text: 'send', weight: 1, fields: ['name'] as const }], fieldWeights: { name: 2, code: 1 } };
      expect((await reader().fulltext(name, oneField, { k: 5 })).map((hit) => hit.id)).toEqual([SEND]);
    });

    it('find beginnings, near spellings, whole names and Chinese', async () => {
      const { name } = await filled();
      const find = async (text: string, match: 'exact' | 'prefix' | 'fuzzy') =>
        (
          await reader().fulltext(
            name,
            { terms: [{ text, weight: 1, match }], fieldWeights: { identifier: 1, description: 1 } },
            { k: 5 },
          )
        ).map((hit) => hit.id);
      expect(await find('session.se', 'prefix')).toEqual([SEND]);
      expect(await find('helpr', 'fuzzy')).toEqual([HELPER]);
      expect(await find('session.send', 'exact')).toEqual([SEND]);
      expect(await find('请求', 'exact')).toEqual([SEND]);
    });

    it('take text that means something to the index language as text', async () => {
      const { name } = await filled();
      for (const text of ['AND', 'a:b', 'x~1*', '"', '(', '\\', 'OR', '[a TO b]', '{!x}', '/re/', '&&', 'not-there'])
        expect(await reader().fulltext(name, words(text), { k: 5 }), text).toEqual([]);
      expect(await failure(reader().fulltext(name, words(...Array.from({ length: 513 }, String)), { k: 5 }))).toBe('BAD_INPUT');
      expect(await reader().fulltext(name, { terms: [], fieldWeights: { name: 1 } }, { k: 5 })).toEqual([]);
      expect(await failure(reader().fulltext(name, words('send'), { k: 0 }))).toBe('BAD_INPUT');
    });

    it('find the nearest vectors, a symbol once, by its best part', async () => {
      const { name } = await filled();
      const found = await reader().nearest(name, { space: 'a', vector: vector(0, 1) }, { k: 5 });
      expect(found.map((hit) => hit.id)).toEqual([SEND, HELPER, SESSION]);
      expect(found.map((hit) => Number(hit.score.toFixed(3)))).toEqual([1, 0.8, 0]);
      expect((await reader().vectorsOf(name, 'a', [HELPER, MAIN])).get(HELPER)).toEqual(vector(0.6, 0.8));
      expect(await reader().nearest(name, { space: 'b', vector: vector(0, 1) }, { k: 5 })).toEqual([]);
    });

    it('give what ranking needs of some documents', async () => {
      const { name } = await filled();
      const rows = await reader().candidates(name, [HELPER, 'gone', SEND], { space: 'a', vector: vector(0, 1) });
      expect(rows.map(({ id, cosine }) => [id, Number(cosine?.toFixed(3))])).toEqual([
        [HELPER, 0.8],
        [SEND, 0],
      ]);
      expect(rows[0]?.fields).toEqual({ identifier: 'helper', name: 'helper', code: 'return x' });
      expect((await reader().candidates(name, [HELPER]))[0]?.cosine).toBeUndefined();
    });

    it('keep to filters', async () => {
      const { name } = await filled();
      const near = async (filter: object) =>
        (await reader().nearest(name, { space: 'a', vector: vector(1, 0) }, { k: 1, filter })).map((hit) => hit.id);
      expect(await near({ labels: ['FUNCTION'] })).toEqual([HELPER]);
      expect(await near({ tests: 'only' })).toEqual([HELPER]);
      expect(await near({ tests: 'exclude', labels: ['CLASS', 'FUNCTION'] })).toEqual([SESSION]);
      expect(await near({ pathPrefix: 'elsewhere/' })).toEqual([]);
      const text = await reader().fulltext(name, words('send'), { k: 1, filter: { labels: ['CLASS'] } });
      expect(text.map((hit) => hit.id)).toEqual([SESSION]);
    });

    it('refuse vectors without meaning or of another length', async () => {
      const { name, pass } = await filled();
      const write = (part: Float32Array) => writer().writeVectors(pass, 'a', [{ id: SEND, hash: 'x', parts: [part] }]);
      expect(await failure(write(vector(1, 0, 0)))).toBe('BAD_INPUT');
      expect(await failure(write(vector(Number.NaN, 0)))).toBe('BAD_INPUT');
      expect(await failure(write(vector(0, 0)))).toBe('BAD_INPUT');
      const ask = reader().nearest(name, { space: 'a', vector: vector(1, Number.POSITIVE_INFINITY) }, { k: 3 });
      expect(await failure(ask)).toBe('BAD_INPUT');
    });

    it('tell what is known of each document, and forget what is deleted', async () => {
      const { name, pass } = await filled();
      await writer().writeVectors(pass, 'a', [{ id: SEND, hash: 'v9', parts: [vector(1, 0)] }]);
      expect(await all(writer().documents(name, 'a'))).toEqual([
        { id: SESSION, hash: 'h3', vectorHash: 'v3' },
        { id: HELPER, hash: 'h2', vectorHash: 'v2' },
        { id: SEND, hash: 'h1', vectorHash: 'v9' },
      ]);
      expect((await reader().nearest(name, { space: 'a', vector: vector(0, 1) }, { k: 5 }))[0]?.id).toBe(HELPER);
      await writer().deleteDocuments(pass, [SEND, 'unknown']);
      expect((await all(writer().documents(name, 'a'))).map((row) => row.id)).toEqual([SESSION, HELPER]);
      expect((await reader().nearest(name, { space: 'a', vector: vector(1, 0) }, { k: 5 })).map((hit) => hit.id)).not.toContain(
        SEND,
      );
    });

    it('fill another model beside the one in use, and switch', async () => {
      const { name } = await filled();
      const pass = await writer().begin(name);
      expect(await failure(writer().beginSpace(pass, { space: 'a', model: 'm2', dimensions: 3 }))).toBe('CONFLICT');
      await writer().beginSpace(pass, { space: 'b', model: 'm2', dimensions: 3 });
      await writer().writeVectors(pass, 'b', [{ id: HELPER, hash: 'w1', parts: [vector(0, 0, 1)] }]);
      expect(await reader().state(name)).toMatchObject({
        active: { model: 'm1', probe: [0.5, 0.25] },
        building: { model: 'm2' },
      });
      expect(await reader().nearest(name, { space: 'a', vector: vector(0, 1) }, { k: 5 })).toHaveLength(3);
      await writer().ensureIndexes(pass, { space: 'b' });
      await writer().activate(pass, 'b');
      const state = await reader().state(name);
      expect(state).toMatchObject({ active: { space: 'b', model: 'm2', dimensions: 3 } });
      expect(state.building).toBeUndefined();
      expect((await reader().nearest(name, { space: 'b', vector: vector(0, 0, 1) }, { k: 5 })).map((hit) => hit.id)).toEqual([
        HELPER,
      ]);
      expect(await reader().nearest(name, { space: 'a', vector: vector(0, 1) }, { k: 5 })).toEqual([]);
      const status = await reader().status(name);
      expect(status).toMatchObject({ documents: 3, embedded: 1, embeddedBuilding: 0, missing: 1 });
      expect(status.indexes.map(({ kind, space = '', state: at }) => `${kind} ${space} ${at}`)).toEqual([
        'fulltext  online',
        'vector b online',
      ]);
    });

    it('take writes of the last refresh only', async () => {
      const { name, pass } = await filled();
      const second = await writer().begin(name);
      for (const write of [
        () => writer().writeDocuments(pass, DOCUMENTS),
        () => writer().writeVectors(pass, 'a', [{ id: SEND, hash: 'x', parts: [vector(1, 0)] }]),
        () => writer().deleteDocuments(pass, [SEND]),
        () => writer().writeDescriptions(pass, [{ id: HELPER, description: 'x', source: 'derived', hash: 'h' }]),
        () => writer().activate(pass, 'a'),
        () => writer().finish(pass, { missing: 0 }),
      ])
        expect(await failure(write())).toBe('CONFLICT');
      await writer().finish(second, { missing: 0 });
      expect((await reader().state(name)).revision).toBe((await reader().state(name)).publishedRevision);
    });

    it('keep descriptions with symbols, out of exports, through updates and never above a docstring', async () => {
      const { name } = await filled();
      const before = await readAll(fixture.store, name);
      const pass = await writer().begin(name);
      const derived = { id: HELPER, description: 'returns its argument', source: 'derived', hash: 'd1' } as const;
      expect(await writer().writeDescriptions(pass, [derived, { ...derived, id: 'unknown' }])).toBe(1);
      const described = async () => (await reader().symbols(name, [HELPER]))[0];
      expect(await described()).toMatchObject({ description: 'returns its argument', descriptionSource: 'derived' });
      expect(await readAll(fixture.store, name)).toEqual(before);
      expect(await writer().writeDescriptions(pass, [{ ...derived, source: 'model', description: 'gives x back' }])).toBe(1);
      expect(await writer().writeDescriptions(pass, [derived])).toBe(0);
      expect(await described()).toMatchObject({ description: 'gives x back', descriptionSource: 'model' });
      expect(await writer().writeDescriptions(pass, [{ ...derived, hash: 'd2' }])).toBe(1);
      const [source] = await all(reader().sources(name, { maxCodeLength: 10, ids: [HELPER] }));
      expect(source).toMatchObject({ id: HELPER, descriptionHash: 'd2', descriptionSource: 'derived' });
    });

    it('keep what models described by the hash of its text, with what it cost, until the repository goes', async () => {
      const { name } = await filled();
      const usage = { run: 'r1', calls: 1, inputTokens: 30, outputTokens: 9, estimated: false };
      const keep = (model: string, rows: { hash: string; description: string }[], used = usage) =>
        writer().keepDescriptions(name, { model, rows, usage: used });
      await keep('m1', [
        { hash: 'h1', description: 'one' },
        { hash: 'h2', description: 'two' },
      ]);
      await keep('m2', [{ hash: 'h1', description: 'uno' }], { ...usage, calls: 2, inputTokens: 60 });
      expect(await all(reader().keptDescriptions(name, ['h1', 'h9']))).toEqual([
        { hash: 'h1', model: 'm1', description: 'one' },
        { hash: 'h1', model: 'm2', description: 'uno' },
      ]);
      expect(await all(reader().keptDescriptions(name))).toHaveLength(3);
      expect((await reader().state(name)).descriptionModel).toBe('m2');
      expect(await reader().describingUsage(name, 'r1')).toEqual({ ...usage, calls: 2, inputTokens: 60 });
      expect(await reader().describingUsage(name, 'r2')).toBeUndefined();
      const pass = await writer().begin(name);
      const made = { id: HELPER, description: 'uno', source: 'model', hash: 'h1', model: 'm2' } as const;
      expect(await writer().writeDescriptions(pass, [made])).toBe(1);
      expect((await reader().symbols(name, [HELPER]))[0]).toMatchObject({ description: 'uno', descriptionModel: 'm2' });
      expect(await failure(writer().keepDescriptions('nowhere', { model: 'm', rows: [], usage }))).toBe('NOT_FOUND');
      await fixture.store.writer.deleteRepository(name);
      expect(await all(reader().keptDescriptions(name))).toEqual([]);
    });

    it('read symbols and relations of the published revision', async () => {
      const { name } = await filled();
      const sources = await all(reader().sources(name, { maxCodeLength: 20 }));
      expect(sources.map((row) => row.id)).toEqual(sources.map((row) => row.id).sort());
      expect(sources.map((row) => row.label)).not.toContain('EXTERNAL');
      const module = sources.find((row) => row.id === 'MODULE:pkg/session.py');
      expect(module?.code).toBe('class Session:\n    d');
      expect(module?.codeLength).toBeGreaterThan(50);
      expect((await reader().codes(name, ['MODULE:pkg/session.py', HELPER])).size).toBe(1);
      const pairs = await all(reader().adjacency(name));
      const internal = SAMPLE_GRAPH.edges.filter((edge) => !edge.target.startsWith('EXTERNAL'));
      expect(keysOf(pairs)).toEqual(keysOf(internal));
      const around = await all(reader().adjacency(name, { around: [HELPER] }));
      expect(keysOf(around)).toEqual(keysOf(internal.filter((edge) => [edge.source, edge.target].includes(HELPER))));
      expect(await reader().symbols(name, [SEND, 'gone', HELPER])).toMatchObject([
        { id: SEND, class: 'Session' },
        { id: HELPER },
      ]);
    });

    it('survive a new revision', async () => {
      const { name } = await filled();
      await fixture.store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
      const state = await reader().state(name);
      expect(state.revision).not.toBe(state.publishedRevision);
      expect((await reader().fulltext(name, words('send'), { k: 5 })).map((hit) => hit.id)).toEqual([SEND, SESSION]);
    });

    it('keep application data of any length', async () => {
      const { name } = await filled();
      for (const length of [0, 1, 1 << 20, (1 << 20) + 7, 3_000_000]) {
        const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
        await writer().putBlob(name, 'model', { version: `v${String(length)}`, bytes });
        const kept = await reader().blob(name, 'model');
        expect(kept?.version).toBe(`v${String(length)}`);
        expect(Buffer.compare(kept?.bytes ?? new Uint8Array(1), bytes)).toBe(0);
      }
      expect(await reader().blobVersion(name, 'model')).toBe('v3000000');
      expect(await reader().blob(name, 'other')).toBeUndefined();
    });

    it('go with their repository', async () => {
      const { name, pass } = await filled();
      await writer().putBlob(name, 'model', { version: '1', bytes: Uint8Array.of(1, 2) });
      await fixture.store.writer.deleteRepository(name);
      expect(await failure(reader().state(name))).toBe('NOT_FOUND');
      expect(await failure(reader().fulltext(name, words('send'), { k: 5 }))).toBe('NOT_FOUND');
      expect(await failure(writer().begin(name))).toBe('NOT_FOUND');
      expect(await failure(writer().writeDocuments(pass, DOCUMENTS))).toBe('CONFLICT');
      await fixture.store.writer.publish(inputOf(SAMPLE_GRAPH), publishOptions(name));
      expect(await reader().blob(name, 'model')).toBeUndefined();
      expect((await reader().status(name)).documents).toBe(0);
    });
  });
}

const DOCUMENTS: readonly SearchDocument[] = [
  document(
    SEND,
    'METHOD',
    { identifier: 'send session.send', name: 'send', description: 'sends a request 发送 送请 请求' },
    'h1',
  ),
  { ...document(HELPER, 'FUNCTION', { identifier: 'helper', name: 'helper', code: 'return x' }, 'h2'), isTest: true },
  document(SESSION, 'CLASS', { identifier: 'session', name: 'session', code: 'send request helper' }, 'h3'),
];

function document(id: string, label: SearchDocument['label'], fields: SearchDocument['fields'], hash: string): SearchDocument {
  return { id, label, filePath: 'pkg/session.py', isTest: false, fields, hash };
}

function words(...texts: string[]) {
  return { terms: texts.map((text) => ({ text, weight: 1 })), fieldWeights: { name: 3, description: 2, code: 1 } };
}

function vector(...numbers: number[]): Float32Array {
  return Float32Array.from(numbers);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function keysOf(edges: readonly { readonly type: string; readonly source: string; readonly target: string }[]): string[] {
  return edges.map((edge) => `${edge.type} ${edge.source} ${edge.target}`).sort();
}
