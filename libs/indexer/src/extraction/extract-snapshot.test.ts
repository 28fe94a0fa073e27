import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FACTS_VERSION } from '../facts/file-facts.js';
import { loadLanguages, type LanguageRegistry } from '../languages/registry.js';
import { openFolder } from '../source/open-folder.js';
import type { SourceSnapshot } from '../source/source-snapshot.js';
import { temporaryFolder, writeTree } from '../source/testing/sample-tree.js';
import { extractedText, extractSnapshot, type ExtractedFile, type ExtractionServices } from './extract-snapshot.js';
import { InlineExtractor } from './extraction-pool.js';
import { FactsCache } from './facts-cache.js';
import { writeHostileLanguages } from './testing/hostile-language.js';

interface Setting {
  readonly snapshot: SourceSnapshot;
  readonly registry: LanguageRegistry;
  readonly services: ExtractionServices & { readonly cache: FactsCache };
  readonly cacheFolder: string;
  readonly newCache: (options?: { fingerprint?: string; maxBytes?: number; now?: () => number }) => FactsCache;
}

async function setUp(files: Readonly<Record<string, string | Uint8Array>>): Promise<Setting> {
  const [folder, languagesFolder, cacheFolder] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
  await writeTree(folder, files);
  await writeHostileLanguages(languagesFolder, FACTS_VERSION);
  const registry = await loadLanguages(languagesFolder);
  const newCache: Setting['newCache'] = (options = {}) =>
    new FactsCache({ folder: cacheFolder, fingerprint: 'one', now: () => Date.now(), ...options });
  const services = { registry, extractor: new InlineExtractor(registry), cache: newCache() };
  return { snapshot: await openFolder(folder, registry), registry, services, cacheFolder, newCache };
}

const byPath = (files: readonly ExtractedFile[]): ReadonlyMap<string, ExtractedFile> =>
  new Map(files.map((file) => [file.path, file]));

async function cacheFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

describe('extractSnapshot', () => {
  const files = {
    'a.py': 'x = 1\n',
    'b/c.py': 'def f():\n    return 1\n',
    'bad.py': 'THROW = 1\n',
    'zero.py': Buffer.from('x\0y'),
  };

  it('gives facts and reasons in the order of paths, whatever runs at once', async () => {
    const { snapshot, services } = await setUp(files);
    const progress: number[] = [];
    const first = await extractSnapshot(
      snapshot,
      { registry: services.registry, extractor: services.extractor },
      { filesAtOnce: 1, onProgress: ({ done }) => progress.push(done) },
    );
    const second = await extractSnapshot(
      snapshot,
      { registry: services.registry, extractor: services.extractor },
      { filesAtOnce: 16 },
    );
    expect(first).toEqual(second);
    expect(first.files.map((file) => [file.path, file.hash.length, file.facts.lineCount])).toEqual([
      ['a.py', 64, 1],
      ['b/c.py', 64, 2],
    ]);
    expect(first.skipped).toEqual([
      { path: 'bad.py', reason: 'the extractor failed on it (as told)' },
      { path: 'zero.py', reason: 'is binary (it holds NUL bytes)' },
    ]);
    expect([first.parsed, progress]).toEqual([2, [1, 2, 3, 4]]);
  });

  it('takes facts from the cache after a restart, and parses again for another build', async () => {
    const { snapshot, services, newCache } = await setUp(files);
    const first = await extractSnapshot(snapshot, services);
    const again = await extractSnapshot(snapshot, { ...services, cache: newCache() });
    expect([first.parsed, again.parsed, again.files]).toEqual([2, 0, first.files]);
    expect((await extractSnapshot(snapshot, { ...services, cache: newCache({ fingerprint: 'two' }) })).parsed).toBe(2);
  });

  it('treats damaged and cut entries as misses', async () => {
    const { snapshot, services, cacheFolder } = await setUp(files);
    const first = await extractSnapshot(snapshot, services);
    for (const path of await cacheFiles(cacheFolder)) {
      const entry = await readFile(path);
      entry[entry.length - 1] = (entry[entry.length - 1] as number) ^ 1;
      await writeFile(path, path.includes('facts') ? entry : entry.subarray(0, 3));
    }
    const again = await extractSnapshot(snapshot, services);
    expect([again.parsed, again.files]).toEqual([2, first.files]);
    expect((await extractSnapshot(snapshot, services)).parsed).toBe(0);
  });

  it('reads only what changed since an earlier extraction', async () => {
    const { snapshot, services } = await setUp(files);
    const uncached = { registry: services.registry, extractor: services.extractor };
    const first = await extractSnapshot(snapshot, uncached);
    await writeTree(snapshot.folder ?? '', { 'a.py': 'x = 2\n', 'new.py': 'y = 1\n' });
    await rm(join(snapshot.folder ?? '', 'b'), { recursive: true });
    const reads: string[] = [];
    const next = await snapshot.refresh();
    const watched = { ...next, read: (path: string) => (reads.push(path), next.read(path)) };
    const second = await extractSnapshot(watched, uncached, { previous: byPath(first.files) });
    expect(second.files.map((file) => file.path)).toEqual(['a.py', 'new.py']);
    expect(reads.sort()).toEqual(['a.py', 'bad.py', 'new.py', 'zero.py']);
    expect(second.files[0]?.hash).not.toBe(first.files[0]?.hash);
  });

  it('does not parse a file that was only touched', async () => {
    const { snapshot, services } = await setUp(files);
    const uncached = { registry: services.registry, extractor: services.extractor };
    const first = await extractSnapshot(snapshot, uncached);
    await utimes(join(snapshot.folder ?? '', 'a.py'), 1, 1);
    const second = await extractSnapshot(await snapshot.refresh(), uncached, { previous: byPath(first.files) });
    expect([second.parsed, second.files[0]?.facts]).toEqual([0, first.files[0]?.facts]);
  });

  it('does not try a hopeless file again until it changes', async () => {
    const { snapshot, services } = await setUp({ 'bad.py': 'THROW = 1\n' });
    const tried: string[] = [];
    const extractor = {
      extract: (job: Parameters<typeof services.extractor.extract>[0]) => {
        tried.push(job.path);
        return services.extractor.extract(job);
      },
      rest: () => services.extractor.rest(),
      close: () => services.extractor.close(),
    };
    const first = await extractSnapshot(snapshot, { registry: services.registry, extractor });
    const second = await extractSnapshot(snapshot, { registry: services.registry, extractor });
    expect([tried, second.skipped]).toEqual([['bad.py'], first.skipped]);
    await writeTree(snapshot.folder ?? '', { 'bad.py': 'fine = 1\n' });
    expect((await extractSnapshot(await snapshot.refresh(), { registry: services.registry, extractor })).skipped).toEqual([]);
  });

  it('keeps the text of a file that changed meanwhile', async () => {
    const { snapshot, services } = await setUp(files);
    const { files: extracted } = await extractSnapshot(snapshot, services);
    const file = extracted[0] as ExtractedFile;
    expect(await extractedText(file, snapshot, undefined)).toBe('x = 1\n');
    await writeTree(snapshot.folder ?? '', { 'a.py': 'changed' });
    expect(await extractedText(file, snapshot, services.cache)).toBe('x = 1\n');
    expect(await extractedText(file, snapshot, undefined)).toBeUndefined();
  });

  it('stops when it is cancelled', async () => {
    const { snapshot, services } = await setUp(files);
    await expect(extractSnapshot(snapshot, services, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('goes on without a cache when the cache cannot be written', async () => {
    const { snapshot, services, cacheFolder } = await setUp({ ...files, blocker: '' });
    const cache = new FactsCache({ folder: join(snapshot.folder ?? cacheFolder, 'blocker'), fingerprint: 'one', now: () => 0 });
    expect((await extractSnapshot(snapshot, { ...services, cache })).files.length).toBe(2);
    expect(cache.isWritable).toBe(false);
  });
});

describe('the cache on disk', () => {
  const hash = (digit: string): string => digit.repeat(64);

  it('deletes the least recently used entries beyond its limit', async () => {
    const { newCache, cacheFolder } = await setUp({});
    const cache = newCache({ maxBytes: 3000 });
    const noise = (seed: number): Uint8Array =>
      Uint8Array.from({ length: 1000 }, (_, at) => (at * at * seed + seed * 31 + ((at * seed) >> 3)) & 255);
    for (const [at, digit] of ['a', 'b', 'c', 'd'].entries()) await cache.keepSource(hash(digit), noise(at * 7 + 3));
    const old = new Date(Date.now() - 10 * 24 * 3600 * 1000);
    for (const path of await cacheFiles(cacheFolder)) await utimes(path, old, old);
    expect(await cache.source(hash('a'))).toBeDefined();
    expect(await cache.clean()).toBeLessThanOrEqual(2400);
    expect(await Promise.all(['a', 'b', 'd'].map(async (digit) => (await cache.source(hash(digit))) !== undefined))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('keeps large texts small and gives them back whole', async () => {
    const { newCache, cacheFolder } = await setUp({});
    const text = Buffer.from('def f(x):\n    return x\n'.repeat(2000));
    await newCache().keepSource(hash('e'), text);
    const [path] = await cacheFiles(cacheFolder);
    expect((await readFile(path ?? '')).length).toBeLessThan(text.length / 10);
    expect(Buffer.from((await newCache().source(hash('e'))) ?? []).equals(text)).toBe(true);
  });

  it('removes what a killed process left half-written', async () => {
    const { newCache, cacheFolder } = await setUp({});
    await writeTree(cacheFolder, { 'sources/aa/x.1-1.tmp': 'half' });
    await newCache().clean();
    expect(await cacheFiles(cacheFolder)).toHaveLength(1);
    await newCache({ now: () => Date.now() + 2 * 3600 * 1000 }).clean();
    expect(await cacheFiles(cacheFolder)).toHaveLength(0);
  });
});
