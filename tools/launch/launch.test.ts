import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));

let clone: string;
let bin: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'launch-'));
  clone = join(folder, "a clone's folder");
  bin = join(folder, 'bin');
  mkdirSync(join(clone, 'tools'), { recursive: true });
  mkdirSync(bin);
  copyFileSync(join(repository, 'codexgraph'), join(clone, 'codexgraph'));
  cpSync(join(repository, 'tools', 'launch'), join(clone, 'tools', 'launch'), { recursive: true });
  write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/left': { version: '1.0.0' } } }));
  for (const name of ['tsconfig.json', 'tsconfig.base.json']) write(name, '{}');
  write('apps/cli/src/main.ts', 'version 1');
  write('libs/x/src/index.ts', '');
  fakeNpm(
    'echo "$@" >> npm.log; mkdir -p node_modules/left node_modules/typescript/bin; echo {} > node_modules/left/package.json; cp fake-tsc.js node_modules/typescript/bin/tsc',
  );
  // The fake compiler logs its call and makes a program that prints its arguments and the source it was made from.
  write(
    'fake-tsc.js',
    `const fs = require('node:fs'); fs.appendFileSync('tsc.log', process.argv.slice(2).join(' ') + '\\n');
     const source = fs.readFileSync('apps/cli/src/main.ts', 'utf8');
     if (source.includes('broken')) { console.log('apps/cli/src/main.ts(1,1): error TS1: broken'); process.exit(1); }
     fs.mkdirSync('apps/cli/dist', { recursive: true });
     fs.writeFileSync('apps/cli/dist/main.js', 'console.log(' + JSON.stringify(source) + ', JSON.stringify(process.argv.slice(2)))');`,
  );
  write('apps/cli/package.json', '{"type":"module"}');
});
afterEach(() => {
  rmSync(join(clone, '..'), { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(clone, path, '..'), { recursive: true });
  writeFileSync(join(clone, path), text);
}

function fakeNpm(script: string): void {
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
}

interface Result {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function launch(argv: readonly string[] = [], options: { cwd?: string; path?: string; program?: string } = {}): Promise<Result> {
  return new Promise((resolve) => {
    const PATH = options.path ?? `${bin}:${process.env['PATH'] ?? ''}`;
    execFile(
      options.program ?? join(clone, 'codexgraph'),
      [...argv],
      { cwd: options.cwd ?? '/', env: { ...process.env, PATH } },
      (error, out, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, error: stderr });
      },
    );
  });
}

function lines(path: string): number {
  return existsSync(join(clone, path)) ? readFileSync(join(clone, path), 'utf8').trim().split('\n').length : 0;
}

describe('./codexgraph', () => {
  it('installs and builds once, and passes arguments on, from any folder', async () => {
    const first = await launch(['index', 'a b', '--json', '*']);
    expect(first).toMatchObject({ code: 0, out: 'version 1 ["index","a b","--json","*"]\n' });
    expect(first.error).toContain('Installing dependencies: done');
    expect(readFileSync(join(clone, 'npm.log'), 'utf8')).toContain('ci --ignore-scripts');
    expect(await launch(['status'])).toEqual({ code: 0, out: 'version 1 ["status"]\n', error: '' });
    expect([lines('npm.log'), lines('tsc.log')]).toEqual([1, 1]);
  });

  it('works through symbolic links, absolute and relative', async () => {
    symlinkSync(join(clone, 'codexgraph'), join(bin, 'absolute'));
    symlinkSync('absolute', join(bin, 'relative'));
    expect((await launch(['x'], { program: join(bin, 'relative') })).out).toBe('version 1 ["x"]\n');
  });

  it('builds again when a source changes or goes, and not for a test', async () => {
    await launch();
    write('libs/x/src/index.test.ts', 'a test');
    await launch();
    expect(lines('tsc.log')).toBe(1);
    write('apps/cli/src/main.ts', 'version 2');
    expect((await launch()).out).toBe('version 2 []\n');
    rmSync(join(clone, 'libs/x/src/index.ts'));
    await launch();
    expect(lines('tsc.log')).toBe(3);
  });

  it('removes what a source that is gone was compiled to', async () => {
    for (const name of ['old.js', 'old.d.ts', 'asset.js']) write(`libs/x/dist/verbs/${name}`, '');
    await launch();
    expect(existsSync(join(clone, 'libs/x/dist/verbs/old.js'))).toBe(false);
    expect(existsSync(join(clone, 'libs/x/dist/verbs/asset.js'))).toBe(true);
  });

  it('says what does not compile, and builds when it is mended', async () => {
    write('apps/cli/src/main.ts', 'broken');
    const { code, error } = await launch();
    expect(code).toBe(1);
    expect(error).toContain('codexgraph: the sources do not compile:\napps/cli/src/main.ts(1,1): error TS1: broken');
    write('apps/cli/src/main.ts', 'mended');
    expect((await launch()).out).toBe('mended []\n');
  });

  it('installs again when the lock file changes', async () => {
    await launch();
    write('package-lock.json', JSON.stringify({ packages: { 'node_modules/left': { version: '1.0.1' } } }));
    await launch();
    expect(lines('npm.log')).toBe(2);
  });

  it('accepts what was installed by hand', async () => {
    await launch();
    rmSync(join(clone, 'node_modules/.codexgraph-installed'));
    write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/left': { version: '1.0.0' } } }));
    await launch();
    expect(lines('npm.log')).toBe(1);
  });

  it('repairs an interrupted installation', async () => {
    fakeNpm('mkdir -p node_modules/left; sleep 30');
    const child = spawn(join(clone, 'codexgraph'), [], {
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
      stdio: 'ignore',
      detached: true,
    });
    const lock = join(clone, '.cache/launch/lock');
    await expect.poll(() => existsSync(lock) && existsSync(join(clone, 'node_modules/left')), { timeout: 10_000 }).toBe(true);
    process.kill(-child.pid!, 'SIGKILL');
    fakeNpm('echo "$@" >> npm.log; mkdir -p node_modules/typescript/bin; cp fake-tsc.js node_modules/typescript/bin/tsc');
    expect((await launch(['again'])).out).toBe('version 1 ["again"]\n');
    expect(lines('npm.log')).toBe(1);
  });

  it('installs and builds once for three launches at the same time', async () => {
    fakeNpm(
      'echo "$@" >> npm.log; sleep 1; mkdir -p node_modules/typescript/bin; cp fake-tsc.js node_modules/typescript/bin/tsc',
    );
    const results = await Promise.all([launch(['1']), launch(['2']), launch(['3'])]);
    expect(results.map(({ out }) => out)).toEqual(['1', '2', '3'].map((n) => `version 1 ["${n}"]\n`));
    expect([lines('npm.log'), lines('tsc.log')]).toEqual([1, 1]);
    expect(existsSync(join(clone, '.cache/launch/lock'))).toBe(false);
  });

  it('says what npm says when the installation fails', async () => {
    fakeNpm('echo "npm error code ENOTFOUND" >&2; echo "npm error network request failed" >&2; exit 1');
    const { code, error } = await launch();
    expect(code).toBe(1);
    expect(error).toMatch(
      /codexgraph: installing the dependencies failed \(ENOTFOUND network request failed\)\. Check the network/,
    );
  });

  it.each(['v18.20.4', 'v20.18.3'])('refuses Node %s with a sentence', async (version) => {
    writeFileSync(join(bin, 'node'), `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(bin, 'node'), 0o755);
    const { code, error } = await launch();
    expect(code).toBe(1);
    expect(error).toMatch(
      new RegExp(`^codexgraph: Node.js 20.19 or newer is needed, this is ${version} \\(.*\\)\\. Install Node 24`),
    );
  });

  it('says how to get Node where there is none', async () => {
    for (const tool of ['sh', 'dirname', 'readlink']) symlinkSync(`/bin/${tool}`, join(bin, tool));
    const { code, error } = await launch([], { path: bin });
    expect(code).toBe(1);
    expect(error).toContain('Node.js 20.19 or newer is needed and was not found. Install Node 24');
  });
});
