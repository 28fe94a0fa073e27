import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgress } from '../progress.js';
import { runCommandLine } from './command-line.js';
import { createOutput, type TextStream } from './output.js';
import { reportError } from './report-error.js';
import { UsageError } from './usage-error.js';
import type { VerbContext } from './verb-context.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verbs-'));
  verbFile(
    'greet.js',
    `summary: 'say hello', configure: (c) => c.argument('<name>').argument('[other]').option('--loud'),
    options: { safeParse: (o) => o.loud ? { success: true, data: { shout: '!' } } : { success: true, data: { shout: '' } } },
    run: async (context, { positionals, options }) => { context.output.line('hello ' + positionals.join(' and ') + options.shout); }`,
  );
  verbFile('fail.js', `summary: 'fail', run: async () => 1`);
  verbFile(
    'bench/edges.js',
    `summary: 'measure edges', configure: (c) => c.argument('<truth>'), run: async (context, { positionals }) => { context.output.line(positionals[0]); }`,
  );
  writeFileSync(join(folder, 'greet.d.ts'), '');
  writeFileSync(join(folder, 'greet.test.js'), 'throw new Error("tests are no verbs")');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function verbFile(name: string, body: string): void {
  mkdirSync(join(folder, 'bench'), { recursive: true });
  writeFileSync(join(folder, name), `export const verb = { ${body} };`);
}

async function run(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
  const written = { out: '', error: '' };
  const stream = (name: 'out' | 'error'): TextStream => ({
    write: (text) => {
      written[name] += text;
      return true;
    },
    once: () => undefined,
    off: () => undefined,
  });
  const stderr = stream('error');
  const context = {
    output: createOutput({ stdout: stream('out'), stderr }, () => undefined),
    progress: createProgress({ stream: stderr, nowMs: () => 0 }),
    signal: new AbortController().signal,
  } as unknown as VerbContext;
  const write = { out: (text: string) => (written.out += text), error: (text: string) => (written.error += text) };
  try {
    const code = await runCommandLine({
      verbsFolder: folder,
      version: '1.2.3',
      context,
      argv,
      write: { out: (t) => void write.out(t), error: (t) => void write.error(t) },
    });
    return { code, ...written };
  } catch (error) {
    const report = reportError(error, { interrupted: false, withStack: false });
    return { code: report.exitCode, out: written.out, error: written.error + report.text };
  }
}

describe('runCommandLine', () => {
  it('runs the verb of a file, with arguments and checked options', async () => {
    expect(await run('greet', 'ada', 'bob', '--loud')).toEqual({ code: 0, out: 'hello ada and bob!\n', error: '' });
    expect((await run('greet', 'ada')).out).toBe('hello ada and \n');
  });

  it('runs the verb of a group', async () => {
    expect((await run('bench', 'edges', 'truth.json')).out).toBe('truth.json\n');
  });

  it('gives the exit code of the verb', async () => {
    expect((await run('fail')).code).toBe(1);
  });

  it('lists verbs and groups, not tests and declarations', async () => {
    const { out, code } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('greet');
    expect(out).toContain('one of: edges');
    expect(out).not.toContain('test');
    expect((await run()).out).toBe(out);
  });

  it.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['greet'], "missing required argument 'name'"],
    [['greet', 'a', '--quiet'], "unknown option '--quiet'"],
    [['greet', 'a', 'b', 'c'], 'too many arguments'],
    [['bench', 'nonsense'], "unknown command 'nonsense'"],
  ])('%j is wrong usage', async (argv, complaint) => {
    const { code, error, out } = await run(...argv);
    expect(code).toBe(2);
    expect(error).toContain(complaint);
    expect(out).toBe('');
  });

  it('prints the version', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '1.2.3\n', error: '' });
  });
});

describe('reportError', () => {
  const report = (error: unknown, changes = {}) => reportError(error, { interrupted: false, withStack: false, ...changes });

  it('prints the sentence of a CodexGraphError and nothing else', () => {
    const error = new CodexGraphError('NOT_FOUND', 'There is no repository "x". "codexgraph repos" lists them.');
    expect(report(error)).toEqual({
      exitCode: 1,
      text: 'codexgraph: There is no repository "x". "codexgraph repos" lists them.',
    });
    expect(report(error, { withStack: true }).text).toContain('at ');
  });

  it('knows usage, interruption and full disks', () => {
    expect(report(new UsageError('--port: must be a number.')).exitCode).toBe(2);
    expect(report(new Error('whatever'), { interrupted: true })).toEqual({ exitCode: 130, text: 'codexgraph: interrupted.' });
    expect(report(new CodexGraphError('CANCELLED', 'x')).exitCode).toBe(130);
    expect(report(new DOMException('stopped', 'AbortError')).exitCode).toBe(130);
    expect(report(Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' })).text).toContain('disk is full');
  });

  it('gives unknown errors one line', () => {
    expect(report(new TypeError('x is undefined\nmore')).text).toBe(
      'codexgraph: something went wrong that should not: x is undefined (CODEXGRAPH_DEBUG=1 shows where).',
    );
    expect(report('text').text).toContain('text');
  });

  it('shows causes where stacks are wanted', () => {
    const error = new CodexGraphError('INTERNAL', 'Outer.', { cause: new Error('inner') });
    expect(report(error, { withStack: true }).text).toMatch(/Outer[\s\S]*Caused by: Error: inner/);
  });
});
