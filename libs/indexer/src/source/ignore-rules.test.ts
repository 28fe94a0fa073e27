import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ignoreVerdict, matchesSegment, parseIgnoreRules } from './ignore-rules.js';

function ignored(rules: string, path: string): boolean {
  const isFolder = path.endsWith('/');
  const segments = path.replace(/\/$/, '').split('/');
  const compiled = parseIgnoreRules(rules);
  return segments.some((_, at) => {
    const last = at === segments.length - 1;
    return ignoreVerdict(compiled, segments.slice(0, at + 1), !last || isFolder) === 'ignored';
  });
}

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['*.py', ['a.py', 'b/c.py', 'a.pyc', '.py']],
  ['/a.py', ['a.py', 'b/a.py']],
  ['build/', ['build', 'build/x.py', 'a/build/x.py', 'a/build']],
  ['a/b', ['a/b', 'c/a/b', 'a/b/c.py']],
  ['**/gen', ['gen', 'a/gen/x.py', 'a/b/gen', 'agen']],
  ['gen/**', ['gen/x.py', 'gen/a/x.py', 'gen', 'a/gen/x.py']],
  ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z', 'az']],
  ['*\n!keep.py', ['a.py', 'keep.py', 'd/keep.py']],
  ['*.js\n!*.min.js\nx.min.js', ['a.js', 'a.min.js', 'x.min.js']],
  ['# comment\n\n\\#file', ['#file', 'file', '# comment']],
  ['\\!x', ['!x', 'x']],
  ['name \nother\\ ', ['name', 'name ', 'other ', 'other']],
  ['[a-c]?.ts', ['a1.ts', 'd1.ts', 'b.ts', 'cx.ts']],
  ['[!a-c].ts', ['a.ts', 'd.ts']],
  ['[]x].ts', ['].ts', 'x.ts', 'a.ts']],
  ['[[:digit:]]*', ['1a', 'a1']],
  ['a\\*b', ['a*b', 'axb']],
  ['foo/*', ['foo/a', 'foo/a/b', 'foo']],
  ['doc/*.txt', ['doc/a.txt', 'doc/s/a.txt', 'x/doc/a.txt']],
  ['/*\n!/src/\n!/src/**', ['a', 'src/a', 'src/b/c', 'lib/a']],
  ['ünï*', ['ünïcode.py', 'unicode.py']],
  ['a[', ['a[', 'a']],
  ['**', ['a', 'a/b']],
  ['a/**', ['a/b/c', 'b/a/c']],
  ['x.py/', ['x.py', 'y/x.py']],
];

describe('ignore rules', () => {
  const hasGit = spawnSync('git', ['--version']).status === 0;

  it.skipIf(!hasGit)('say what git says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'codexgraph-ignore-'));
    try {
      spawnSync('git', ['init', '-q', folder]);
      for (const [rules, paths] of CASES) {
        writeFileSync(join(folder, '.gitignore'), rules);
        for (const path of paths) {
          rmSync(join(folder, path.split('/')[0] ?? ''), { recursive: true, force: true });
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), '');
          const git = spawnSync('git', ['-c', 'core.excludesFile=/dev/null', 'check-ignore', '-q', '--no-index', '--', path], {
            cwd: folder,
          });
          expect([rules, path, ignored(rules, path)]).toEqual([rules, path, git.status === 0]);
          rmSync(join(folder, path.split('/')[0] ?? ''), { recursive: true, force: true });
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('match the well-known forms without git', () => {
    expect(['a.py', 'b/c.py', 'a.pyc'].map((path) => ignored('*.py', path))).toEqual([true, true, false]);
    expect(['keep.py', 'x.py'].map((path) => ignored('*\n!keep.py', path))).toEqual([false, true]);
  });

  it('stay cheap on hostile patterns', () => {
    const pattern = '*a'.repeat(200) + 'b';
    expect(matchesSegment(pattern, 'a'.repeat(255))).toBe(false);
    const deep = Array.from({ length: 200 }, () => 'a');
    expect(ignoreVerdict(parseIgnoreRules('**/a/'.repeat(50) + 'b'), deep, false)).toBeUndefined();
  });
});
