import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceCommit } from './source-commit.js';

const COMMIT = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'source-commit-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function tree(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

it('follows a branch, also from a subfolder', async () => {
  await tree({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${COMMIT}\n`, 'src/a.py': '' });
  expect(await sourceCommit(folder)).toBe(COMMIT);
  expect(await sourceCommit(path.join(folder, 'src'))).toBe(COMMIT);
});

it('finds packed branches', async () => {
  await tree({
    '.git/HEAD': 'ref: refs/heads/main',
    '.git/packed-refs': `# pack-refs\n${OTHER} refs/heads/main2\n${COMMIT} refs/heads/main\n`,
  });
  expect(await sourceCommit(folder)).toBe(COMMIT);
});

it('reads a detached head', async () => {
  await tree({ '.git/HEAD': `${COMMIT}\n` });
  expect(await sourceCommit(folder)).toBe(COMMIT);
});

it('follows a linked work tree', async () => {
  await tree({
    'main/.git/refs/heads/topic': COMMIT,
    'main/.git/worktrees/linked/HEAD': 'ref: refs/heads/topic',
    'main/.git/worktrees/linked/commondir': '../..',
    'linked/.git': 'gitdir: ../main/.git/worktrees/linked\n',
  });
  expect(await sourceCommit(path.join(folder, 'linked'))).toBe(COMMIT);
});

it.each([
  ['no git', {}],
  ['a reference that leads outside', { '.git/HEAD': 'ref: refs/../../secret', secret: COMMIT }],
  ['an unborn branch', { '.git/HEAD': 'ref: refs/heads/main' }],
  ['nonsense', { '.git/HEAD': 'hello' }],
])('tells nothing for %s', async (_, files) => {
  await tree(files);
  expect(await sourceCommit(folder)).toBeUndefined();
});
