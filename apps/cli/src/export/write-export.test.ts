import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeExport } from './write-export.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-export-'));
  writeFileSync(join(folder, 'graph.jsonl'), 'before\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function* lines(end: () => void = () => undefined): AsyncGenerator<string> {
  yield 'one\n';
  await Promise.resolve();
  end();
  yield 'two\n';
}

const { signal } = new AbortController();

it('replaces the file with the whole export', async () => {
  await writeExport(join(folder, 'graph.jsonl'), lines(), signal);
  expect(readFileSync(join(folder, 'graph.jsonl'), 'utf8')).toBe('one\ntwo\n');
  expect(readdirSync(folder)).toEqual(['graph.jsonl']);
});

it('says that the database went away, not that the file is wrong, and leaves the file before', async () => {
  const away = new CodexGraphError('DATABASE_UNAVAILABLE', 'The Neo4j server does not answer.');
  const chunks = lines(() => {
    throw away;
  });
  await expect(writeExport(join(folder, 'graph.jsonl'), chunks, signal)).rejects.toBe(away);
  expect(readFileSync(join(folder, 'graph.jsonl'), 'utf8')).toBe('before\n');
  expect(readdirSync(folder)).toEqual(['graph.jsonl']);
});

it('leaves the file before when it is interrupted', async () => {
  const interruption = new AbortController();
  const chunks = lines(() => {
    interruption.abort();
  });
  await expect(writeExport(join(folder, 'graph.jsonl'), chunks, interruption.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(readFileSync(join(folder, 'graph.jsonl'), 'utf8')).toBe('before\n');
});

it.each([
  ['', 'it is a folder'],
  ['missing/graph.jsonl', 'there is no such folder'],
  ['graph.jsonl/inside', 'there is no such folder'],
])('says why %j cannot be written', async (path, reason) => {
  await expect(writeExport(join(folder, path), lines(), signal)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining(`${reason}. Give a file`) as string,
  });
});
