import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inputOf, InMemoryGraphStore, node } from '@codexgraph/graph-store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCode, type CodeContext } from './make-code.js';
import type { SyntaxCheckerPort } from './syntax-checker.port.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edits-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function repository(files: Readonly<Record<string, string>>, syntax?: SyntaxCheckerPort): Promise<CodeContext> {
  const nodes = Object.entries(files).map(([file_path, code]) => {
    mkdirSync(dirname(join(folder, file_path)), { recursive: true });
    writeFileSync(join(folder, file_path), code);
    const lines = Math.max(1, code.split('\n').length);
    return node('MODULE', `MODULE:${file_path}`, { name: file_path, file_path, lines: [1, lines], properties: { code, lines } });
  });
  const store = new InMemoryGraphStore();
  await store.publish(inputOf({ nodes, edges: [] }), { name: 'r', source: { kind: 'folder', location: '/r', subfolder: '' } });
  return { symbols: store.symbols, repository: 'r', ...(syntax === undefined ? {} : { syntax }) };
}

function block(path: string, search: string, replace: string): string {
  return `${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`;
}

/** Applies a diff with git after checking it, and reads a file. */
function applied(diff: string, path: string): string {
  writeFileSync(join(folder, 'x.diff'), diff);
  execFileSync('git', ['apply', '--check', 'x.diff'], { cwd: folder, stdio: 'pipe' });
  execFileSync('git', ['apply', 'x.diff'], { cwd: folder, stdio: 'pipe' });
  return readFileSync(join(folder, path), 'utf8');
}

const NUMBERS = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\n');

describe('a diff that git applies', () => {
  it.each([
    ['in the middle', `${NUMBERS}\n`, 'line 20', 'line twenty\nand more'],
    ['at the first line', `${NUMBERS}\n`, 'line 1\nline 2', 'first'],
    ['at the last line', `${NUMBERS}\n`, 'line 40', 'last'],
    ['at the last line of a file without a line end', NUMBERS, 'line 40', 'last'],
    ['near the end of a file without a line end', NUMBERS, 'line 38', 'changed'],
    ['that takes lines away', `${NUMBERS}\n`, 'line 3\nline 4\nline 5', 'line 5'],
    ['of the only line', 'one\n', 'one', 'two'],
    ['with space at the ends of lines', 'a  \nb\t\nc\n', 'a\nb', 'x\ny'],
  ])('%s', async (_name, text, search, replace) => {
    const context = await repository({ 'src/a.txt': text });
    const { code, problems } = await makeCode(block('src/a.txt', search, replace), context);
    expect(problems).toEqual([]);
    const expected = text.replace(search, replace);
    expect(applied(code!.diff, 'src/a.txt')).toBe(text.includes(search) ? expected : 'x\ny\nc\n');
  });

  it('keeps line ends of Windows', async () => {
    const text = 'a\r\nb\r\nc\r\n';
    const { code } = await makeCode(block('w.txt', 'b', 'B\nB2'), await repository({ 'w.txt': text }));
    expect(applied(code!.diff, 'w.txt')).toBe('a\r\nB\r\nB2\r\nc\r\n');
  });

  it('makes several changes of several files, near and far, and a new one', async () => {
    const context = await repository({ 'a.txt': `${NUMBERS}\n`, 'my dir/b.txt': 'x\ny\n', 'ä.txt': 'x\n' });
    const reply = [
      'I change four files.',
      block('a.txt', 'line 30', 'THIRTY'),
      block('`a.txt`:', 'line 5', 'FIVE'),
      block('### a.txt', 'line 8', 'EIGHT\n8b'),
      '```python',
      block('my dir/b.txt', 'y', 'Y'),
      '```',
      block('ä.txt', 'x', 'X'),
      block('new/c.txt', '', 'hello\nworld'),
    ].join('\n');
    const { code, problems, remark } = await makeCode(reply, context);
    expect(problems).toEqual([]);
    expect(remark).toBe('I change four files.');
    const text = applied(code!.diff, 'a.txt');
    expect(text.split('\n').filter((line) => !line.startsWith('line'))).toEqual(['FIVE', 'EIGHT', '8b', 'THIRTY', '']);
    expect(readFileSync(join(folder, 'my dir/b.txt'), 'utf8')).toBe('x\nY\n');
    expect(readFileSync(join(folder, 'ä.txt'), 'utf8')).toBe('X\n');
    expect(readFileSync(join(folder, 'new/c.txt'), 'utf8')).toBe('hello\nworld\n');
    expect(code!.edits.find(({ isNew }) => isNew)).toMatchObject({ filePath: 'new/c.txt', startLine: 1 });
  });

  it('takes copied bars of quotations away', async () => {
    const { code } = await makeCode(block('a.txt', '| x\n| y', '| x\n| z'), await repository({ 'a.txt': 'x\ny\n' }));
    expect(applied(code!.diff, 'a.txt')).toBe('x\nz\n');
  });

  it('names added imports', async () => {
    const { code } = await makeCode(
      block('a.py', 'import os', 'import os\nfrom json import dumps'),
      await repository({ 'a.py': 'import os\n' }),
    );
    expect(code!.edits[0]?.imports).toEqual(['from json import dumps']);
  });
});

describe('edits that cannot be used', () => {
  it.each([
    ['no block', 'just words', 'There is no search/replace block'],
    ['no path', block('', 'x', 'y').trimStart(), 'no path inside of the repository'],
    ['a path outside', block('../up.txt', 'x', 'y'), 'no path inside of the repository'],
    ['a path of git', block('.git/config.txt', 'x', 'y'), 'no path inside of the repository'],
    ['an absolute path', block('/etc/hosts.txt', 'x', 'y'), 'no path inside of the repository'],
    ['an unknown file', block('b.txt', 'x', 'y'), 'there is no such file'],
    ['text that is not there', block('a.txt', 'zzz', 'y'), 'does not stand in the file (its first line is "zzz")'],
    ['text that is nearly there', block('a.txt', 'x\nQ', 'y'), 'From line 1 on the file really has:\nx\nsame'],
    ['text that is there twice', block('a.txt', 'same', 'y'), 'stands in the file 2 times (lines 2, 3)'],
    ['a new file that exists', block('a.txt', '', 'y'), 'the file exists'],
    ['a change of nothing', block('a.txt', 'x', 'x'), 'it changes nothing'],
    ['overlapping changes', block('a.txt', 'x\nsame', 'y') + block('a.txt', 'x', 'z'), 'lines that another block changes'],
    ['an unfinished block', 'a.txt\n<<<<<<< SEARCH\nx\n=======\ny', 'has no ">>>>>>> REPLACE"'],
  ])('%s', async (_name, reply, problem) => {
    const { code, problems } = await makeCode(reply, await repository({ 'a.txt': 'x\nsame\nsame\n' }));
    expect(problems.join(' ')).toContain(problem);
    expect(code).toBeUndefined();
  });
});

describe('syntax', () => {
  const unbalanced: SyntaxCheckerPort = {
    problems: (path, text) =>
      Promise.resolve(
        path.endsWith('.py') ? [...text.matchAll(/\($/gm)].map(() => ({ line: 1, message: '")" is missing' })) : undefined,
      ),
  };

  it('errors that a change brings are told with the code', async () => {
    const { code, problems } = await makeCode(block('a.py', 'f()', 'f('), await repository({ 'a.py': 'f()\n' }, unbalanced));
    expect(problems).toEqual(['a.py, line 1 after the change: ")" is missing']);
    expect(code?.syntaxErrors).toHaveLength(1);
  });

  it('a file that did not parse before may stay as it was', async () => {
    const { problems } = await makeCode(block('a.py', 'g()', 'h()'), await repository({ 'a.py': 'f(\ng()\n' }, unbalanced));
    expect(problems).toEqual([]);
  });
});
