import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { FACTS_VERSION } from '../facts/file-facts.js';
import { loadLanguages } from '../languages/registry.js';
import { temporaryFolder } from '../source/testing/sample-tree.js';
import type { ExtractionReply, FactsExtractor } from './extraction-job.js';
import { ExtractionPool, InlineExtractor, type PoolOptions } from './extraction-pool.js';
import { decodeFacts } from './facts-codec.js';
import { writeHostileLanguages } from './testing/hostile-language.js';

const script = fileURLToPath(new URL('../../dist/extraction/extraction-worker.js', import.meta.url));
const isBuilt = existsSync(script);
const opened: FactsExtractor[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((extractor) => extractor.close()));
});

async function hostilePool(options: Partial<PoolOptions> = {}): Promise<ExtractionPool> {
  const languagesFolder = await temporaryFolder();
  await writeHostileLanguages(languagesFolder, FACTS_VERSION);
  const pool = new ExtractionPool(script, { threads: 2, languagesFolder, ...options });
  opened.push(pool);
  return pool;
}

const job = (text: string): { path: string; language: number; bytes: Uint8Array } => ({
  path: 'a.py',
  language: 0,
  bytes: Buffer.from(text),
});
const summary = (reply: ExtractionReply): string => (reply.ok ? `nodes ${decodeFacts(reply.facts)?.strings[1]}` : reply.reason);

describe.skipIf(!isBuilt)('the pool of worker threads', () => {
  it('gives the same bytes with any number of threads, and without', async () => {
    const languagesFolder = await temporaryFolder();
    await writeHostileLanguages(languagesFolder, FACTS_VERSION);
    const texts = Array.from({ length: 40 }, (_, at) => `def f${at}(x):\n${'    x = x + 1\n'.repeat(at)}    return x\n`);
    const inline = new InlineExtractor(await loadLanguages(languagesFolder));
    const expected = await Promise.all(texts.map((text) => inline.extract(job(text))));
    for (const threads of [1, 4]) {
      const pool = await hostilePool({ threads });
      expect(await Promise.all(texts.map((text) => pool.extract(job(text))))).toEqual(expected);
    }
  });

  it('reports the file of a worker that ends, throws or runs out of memory, and goes on', async () => {
    const pool = await hostilePool({ workerHeapMb: 64 });
    const replies = await Promise.all(
      ['x = 1', '"EXIT"', 'y = 2', '"THROW"', '"MEMORY"', 'z = 3'].map((text) => pool.extract(job(text))),
    );
    expect(replies.map(summary)).toEqual([
      'nodes 6',
      'the worker that read it crashed',
      'nodes 6',
      'the extractor failed on it (as told)',
      'reading it needs more memory than a worker may use',
      'nodes 6',
    ]);
  });

  it('ends a worker that hangs', async () => {
    const pool = await hostilePool({ threads: 1, fileTimeoutMs: 1500 });
    const replies = await Promise.all(['"LOOP"', 'x = 1'].map((text) => pool.extract(job(text))));
    expect(replies.map(summary)).toEqual(['reading it took longer than 1.5 s', 'nodes 6']);
  });

  it('gives up parsing in time and starts the next file afresh', async () => {
    const pool = await hostilePool({ threads: 1, parseTimeoutMs: 20 });
    const hostile = `x = ${'['.repeat(200_000)}`;
    const replies = [await pool.extract(job(hostile)), await pool.extract(job('x = 1'))];
    expect(replies.map(summary)).toEqual(['parsing took longer than 20 ms', 'nodes 6']);
  });

  it('reads deep nesting, a long line and errors everywhere', async () => {
    const pool = await hostilePool();
    const texts = [
      '('.repeat(100_000) + ')'.repeat(100_000),
      `x = "${'a'.repeat(5_000_000)}"`,
      `x = [${'1, '.repeat(300_000)}]`,
      ') def class ( = : \n'.repeat(5_000),
      '',
      '\ufeff',
      'x = "\ud800"',
    ];
    const replies = await Promise.all(texts.map((text) => pool.extract(job(text))));
    expect(replies.map((reply) => reply.ok)).toEqual(texts.map(() => true));
    expect(replies[0]?.ok === true && decodeFacts(replies[0].facts)?.problems[0]?.code).toBe('too_deep');
  }, 60_000);

  it('goes on after a rest, also when the next job comes before the rest is over', async () => {
    const pool = await hostilePool();
    await pool.extract(job(`x = "${'a'.repeat(1_200_000)}"`));
    const rest = pool.rest();
    expect(summary(await pool.extract(job('x = 1')))).toBe('nodes 6');
    await rest;
    expect(summary(await pool.extract(job('x = 1')))).toBe('nodes 6');
  });

  it('says why no worker starts', async () => {
    const pool = new ExtractionPool(script, { threads: 2, languagesFolder: '/no/such/folder' });
    opened.push(pool);
    await expect(pool.extract(job('x'))).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('ENOENT') as string,
    });
  });

  it('cancels what is under way when it is closed', async () => {
    const pool = await hostilePool({ threads: 1 });
    const pending = [pool.extract(job('"LOOP"')), pool.extract(job('x = 1'))].map((reply) =>
      reply.catch((error: unknown) => (error as { code: string }).code),
    );
    setTimeout(() => void pool.close(), 500);
    expect(await Promise.all(pending)).toEqual(['CANCELLED', 'CANCELLED']);
    await expect(pool.extract(job('x'))).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('bytes that are no clean text', () => {
  it('are read with a problem noted', async () => {
    const languagesFolder = await temporaryFolder();
    await writeHostileLanguages(languagesFolder, FACTS_VERSION);
    const inline = new InlineExtractor(await loadLanguages(languagesFolder));
    const reply = await inline.extract({ path: 'a.py', language: 0, bytes: Buffer.from([0x78, 0x3d, 0xff]) });
    expect(reply.ok && decodeFacts(reply.facts)?.problems).toEqual([
      { code: 'bad_encoding', startLine: 1, endLine: 1, message: 'some bytes are no valid UTF-8 and were replaced' },
    ]);
  });
});
