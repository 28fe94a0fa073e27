import { readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { openArchive, type ArchiveOptions } from './open-archive.js';
import { openSource } from './open-source.js';
import type { SourceSnapshot } from './source-snapshot.js';
import { listingRegistry, temporaryFolder, writeTree } from './testing/sample-tree.js';

type TarEntry = Partial<Header> & { readonly name: string; readonly content?: string | Buffer };

async function tar(entries: readonly TarEntry[]): Promise<Buffer> {
  const packed = pack();
  for (const { content = '', ...header } of entries) packed.entry(header, Buffer.from(content));
  packed.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packed) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface ZipEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  /** Unix mode with file type. */
  readonly mode?: number;
  readonly flags?: number;
  /** What the directory says of the size, instead of the truth. */
  readonly claimedBytes?: number;
}

/** A zip file of one's own making, so that it can lie. */
function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', mode = 0o100644, flags = 0x800, claimedBytes } of entries) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedBytes ?? data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 3]), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(all.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, all, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

interface Opened {
  readonly snapshot: SourceSnapshot;
  readonly unpackFolder: string;
  readonly archive: string;
}

async function open(bytes: Buffer, options: Partial<ArchiveOptions> = {}): Promise<Opened> {
  const folder = await temporaryFolder();
  const unpackFolder = join(folder, 'unpacked');
  await writeFile(join(folder, 'upload.bin'), bytes);
  const snapshot = await openArchive(join(folder, 'upload.bin'), listingRegistry, { unpackFolder, ...options });
  return { snapshot, unpackFolder, archive: join(folder, 'upload.bin') };
}

const paths = ({ snapshot }: Opened): readonly string[] => snapshot.files.map((file) => file.path);
const skipped = ({ snapshot }: Opened): Readonly<Record<string, string>> =>
  Object.fromEntries(snapshot.skipped.map(({ path, reason }) => [path, reason]));

describe('archives', () => {
  const files = {
    'a.py': 'x = 1',
    'b/c.ts': 'é😀',
    'b/package.json': '{}',
    '.gitignore': 'out/',
    'out/x.py': '',
    '.git/config': '[filter]',
  };
  const asEntries = (prefix = ''): { name: string; content: string }[] =>
    Object.entries(files).map(([name, content]) => ({ name: `${prefix}${name}`, content }));

  it.each<[string, (prefix: string) => Promise<Buffer>]>([
    ['tar', (prefix) => tar(asEntries(prefix))],
    ['tar.gz', async (prefix) => gzipSync(await tar(asEntries(prefix)))],
    ['zip', (prefix) => Promise.resolve(zip(asEntries(prefix)))],
  ])('%s gives the files, with or without a folder around them', async (_kind, make) => {
    for (const prefix of ['', './', 'name-1.0/']) {
      const opened = await open(await make(prefix));
      expect(paths(opened)).toEqual(['a.py', 'b/c.ts']);
      expect([...opened.snapshot.projectFiles.keys()]).toEqual(['b/package.json']);
      const content = await opened.snapshot.read('b/c.ts');
      expect(content.ok && Buffer.from(content.bytes).toString()).toBe('é😀');
      expect(opened.snapshot.source).toEqual({ kind: 'archive', location: opened.archive, subfolder: '' });
      await opened.snapshot.close();
      expect(await readdir(opened.unpackFolder)).toEqual([]);
    }
  });

  it('keep a source folder that stands alone, and know subfolders', async () => {
    expect(paths(await open(zip([{ name: 'src/a.py' }])))).toEqual(['src/a.py']);
    expect(paths(await open(zip([{ name: 'only.py' }])))).toEqual(['only.py']);
    expect(paths(await open(zip([{ name: 'x-1/p/a.py' }, { name: 'x-1/q/b.py' }]), { subfolder: 'p' }))).toEqual(['p/a.py']);
    await expect(open(zip([{ name: 'a.py' }]), { subfolder: 'zzz' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('are made by real tools, too', async () => {
    if (spawnSync('tar', ['--version']).status !== 0) return;
    const [folder, target] = [await temporaryFolder(), await temporaryFolder()];
    const long = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'f'.repeat(90)}/a.py`;
    await writeTree(folder, { [long]: 'x', 'ü.py': 'y' });
    for (const format of ['gnu', 'pax', 'ustar']) {
      execFileSync(
        'tar',
        [`--format=${format}`, '-czf', join(target, 'made.tgz'), '-C', folder, format === 'ustar' ? 'ü.py' : '.'],
        { stdio: 'pipe' },
      );
      const snapshot = await openSource(join(target, 'made.tgz'), listingRegistry, {
        environment: {},
        clonesFolder: folder,
        unpackFolder: await temporaryFolder(),
      });
      expect(snapshot.files.map((file) => file.path)).toEqual(format === 'ustar' ? ['ü.py'] : [long, 'ü.py']);
      await snapshot.close();
    }
  });
});

describe('hostile archives', () => {
  const bad = ['../out.py', 'a/../../out.py', '/tmp/out.py', '..\\out.py', 'C:\\out.py', 'a/..'];

  it.each(bad)('with an entry named %j are refused', async (name) => {
    for (const bytes of [await tar([{ name: 'ok.py' }, { name }]), zip([{ name: 'ok.py' }, { name }])]) {
      await expect(open(bytes)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
  });

  it('leave nothing behind', async () => {
    const folder = await temporaryFolder();
    const unpackFolder = join(folder, 'deep', 'unpacked');
    await writeFile(join(folder, 'x.zip'), zip([{ name: 'ok.py' }, { name: '../out.py' }]));
    await expect(openArchive(join(folder, 'x.zip'), listingRegistry, { unpackFolder })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect([await readdir(unpackFolder), await readdir(join(folder, 'deep'))]).toEqual([[], ['unpacked']]);
  });

  it('make no links and no devices, and write through none', async () => {
    const entries: TarEntry[] = [
      { name: 'x/link', type: 'symlink', linkname: '/tmp' },
      { name: 'x/link/owned.py', content: 'x' },
      { name: 'x/hard.py', type: 'link', linkname: '/etc/passwd' },
      { name: 'x/null.py', type: 'character-device', devmajor: 1, devminor: 3 },
      { name: 'x/pipe.py', type: 'fifo' },
      { name: 'x/a.py', content: 'x' },
    ];
    const opened = await open(await tar(entries));
    expect(paths(opened)).toEqual(['a.py', 'link/owned.py']);
    expect(skipped(opened)).toEqual({
      'hard.py': 'is a link inside an archive, which is not followed',
      link: 'is a link inside an archive, which is not followed',
      'null.py': 'is no regular file',
      'pipe.py': 'is no regular file',
    });
    const zipped = await open(
      zip([{ name: 'l.py', content: '/etc/passwd', mode: 0o120777 }, { name: 'd.py', mode: 0o020666 }, { name: 'a.py' }]),
    );
    expect([paths(zipped), Object.keys(skipped(zipped))]).toEqual([['a.py'], ['d.py', 'l.py']]);
  });

  it('do not fill disk or memory', async () => {
    const zeros = Buffer.alloc(70 * 1024 * 1024);
    const bomb = { code: 'LIMIT_EXCEEDED', message: expect.stringContaining('times its size') as string };
    await expect(open(zip([{ name: 'a.py', content: zeros }]))).rejects.toMatchObject(bomb);
    await expect(open(gzipSync(await tar([{ name: 'a.py', content: zeros }])))).rejects.toMatchObject(bomb);
    const many = Array.from({ length: 60 }, (_, at) => ({ name: `${at}.py` }));
    await expect(open(zip(many), { limits: { maxEntries: 50 } })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await expect(
      open(await tar([{ name: 'a.py', content: Buffer.alloc(3000) }]), { limits: { maxTotalBytes: 2000 } }),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('cannot lie about sizes', async () => {
    await expect(open(zip([{ name: 'a.py', content: Buffer.alloc(100_000), claimedBytes: 10 }]))).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(open(zip([{ name: 'a.py', content: 'x', claimedBytes: 4_000_000_000 }]))).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });

  it('report what is too large, too deep or too long', async () => {
    const opened = await open(
      await tar([
        { name: 'big.py', content: Buffer.alloc(5000, 'x') },
        { name: `${'d/'.repeat(30)}deep.py`, content: 'x' },
        { name: `${'n'.repeat(300)}.py`, content: 'x' },
        { name: 'same', content: 'x' },
        { name: 'same/inner.py', content: 'x' },
        { name: 'a.py', content: 'x' },
      ]),
      { limits: { maxDepth: 20, maxFileBytes: 4000 }, maxFileBytes: 4000 },
    );
    expect(paths(opened)).toEqual(['a.py']);
    expect(skipped(opened)).toEqual({
      'big.py': 'larger than the limit of 4 KiB (5 KiB)',
      [`${'d/'.repeat(30)}deep.py`]: 'lies more than 20 folders deep',
      [`${'n'.repeat(300)}.py`]: 'its path is too long for this system',
      'same/inner.py': 'has the name of another entry of the archive',
    });
  });
});

describe('bad archives', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['cut gzip', async () => gzipSync(await tar([{ name: 'a.py', content: 'x'.repeat(90_000) }])).subarray(0, 120)],
    ['gzip of something else', () => Promise.resolve(gzipSync('hello'.repeat(1000)))],
    ['cut zip', () => Promise.resolve(zip([{ name: 'a.py', content: 'x' }]).subarray(0, 40))],
    ['encrypted zip', () => Promise.resolve(zip([{ name: 'a.py', content: 'x', flags: 0x801 }]))],
    ['text', () => Promise.resolve(Buffer.from('print("hello")\n'.repeat(100)))],
    ['nothing', () => Promise.resolve(Buffer.alloc(0))],
  ])('%s', async (_name, make) => {
    await expect(open(await make())).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('a missing file, and a cancelled run', async () => {
    const unpackFolder = await temporaryFolder();
    await expect(openArchive('/no/such.zip', listingRegistry, { unpackFolder })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: 'There is no file /no/such.zip. Check the path.',
    });
    await expect(open(zip([{ name: 'a.py' }]), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(open(await tar([{ name: 'a.py' }]), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('folders of a run that died are removed by the next', async () => {
    const unpackFolder = await temporaryFolder();
    await writeTree(unpackFolder, { [`${spawnSync('true').pid}-abc/x.py`]: '', [`${process.pid}-abc/y.py`]: '' });
    const opened = await open(zip([{ name: 'a.py' }]), { unpackFolder });
    expect((await readdir(unpackFolder)).length).toBe(2);
    await opened.snapshot.close();
    expect(await readdir(unpackFolder)).toEqual([`${process.pid}-abc`]);
  });
});

describe('openSource', () => {
  it('tells folders, archives and URLs apart', async () => {
    const folder = await temporaryFolder();
    const options = { environment: {}, clonesFolder: join(folder, 'clones'), unpackFolder: join(folder, 'unpacked') };
    await writeTree(folder, { 'code/a.py': '', 'x.zip': zip([{ name: 'b.py' }]) });
    await symlink('code', join(folder, 'linked'));
    await truncate(join(folder, 'code', 'a.py'), 10);
    expect((await openSource(join(folder, 'linked'), listingRegistry, options)).source).toMatchObject({
      kind: 'folder',
      location: join(folder, 'code'),
    });
    expect((await openSource(join(folder, 'x.zip'), listingRegistry, options)).source.kind).toBe('archive');
    await expect(openSource('https://user:pw@127.0.0.1:1/x', listingRegistry, options)).rejects.toMatchObject({
      code: 'GIT_FAILED',
    });
    await expect(openSource('ext::sh -c true', listingRegistry, options)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(openSource(join(folder, 'nothing'), listingRegistry, options)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await rm(folder, { recursive: true });
  });
});
