import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../source/testing/sample-tree.js';
import type { SourceLanguage } from './language.js';
import { LanguageRegistry, loadLanguages } from './registry.js';

function language(id: string, parts: Partial<SourceLanguage> = {}): SourceLanguage {
  const unused = (): never => {
    throw new TypeError('not needed');
  };
  return {
    id,
    family: id,
    extensions: [`.${id}`],
    interpreters: [],
    projectFiles: [],
    grammarPath: unused,
    createExtractor: unused,
    cleanDocstring: (raw) => raw,
    ...parts,
  };
}

const registry = new LanguageRegistry([
  language('ts'),
  language('declarations', { extensions: ['.d.ts'], projectFiles: ['tsconfig*.json', 'package.json'] }),
  language('py', { interpreters: ['python', 'pypy'], projectFiles: ['setup.py', 'package.json'] }),
  language('node', { extensions: ['.js', '.mjs'], interpreters: ['node', 'deno'] }),
]);

describe('LanguageRegistry', () => {
  it.each([
    ['a/b.py', 'py'],
    ['a/B.PY', 'py'],
    ['x.d.ts', 'declarations'],
    ['x.y.ts', 'ts'],
    ['.ts', 'ts'],
    ['a.py/b', undefined],
    ['a.pyc', undefined],
    ['py', undefined],
    ['', undefined],
  ])('takes %j for %j', (path, id) => {
    expect(registry.byPath(path)?.id).toBe(id);
  });

  it.each([
    ['#!/usr/bin/python', 'py'],
    ['#!/usr/bin/env python3', 'py'],
    ['#!/usr/bin/env -S python3.11 -u', 'py'],
    ['#!/usr/bin/env -i PATH=/bin python2.7', 'py'],
    ['#! /usr/local/bin/pypy3 -E', 'py'],
    ['#!/usr/bin/env node', 'node'],
    ['#!/bin/sh', undefined],
    ['#!/usr/bin/env', undefined],
    ['#!', undefined],
    ['# python', undefined],
    ['', undefined],
  ])('takes the first line %j for %j', (line, id) => {
    expect(registry.byShebang(line)?.id).toBe(id);
  });

  it('lists the project files of all languages', () => {
    expect(registry.projectFiles).toEqual(['package.json', 'setup.py', 'tsconfig*.json']);
    expect(
      ['tsconfig.json', 'tsconfig.base.json', 'setup.py', 'tsconfig.js', 'xtsconfig.json'].map((name) =>
        registry.isProjectFile(name),
      ),
    ).toEqual([true, true, true, false, false]);
  });

  it('refuses two owners of one extension or interpreter', () => {
    expect(() => new LanguageRegistry([language('a'), language('b', { extensions: ['.a'] })])).toThrow(
      /both claim the extension '\.a'/,
    );
    expect(() => new LanguageRegistry([language('a', { interpreters: ['x'] }), language('b', { interpreters: ['x'] })])).toThrow(
      /the interpreter 'x'/,
    );
  });

  it('has the same order whatever the order of loading', () => {
    const languages = [
      language('b'),
      language('a'),
      language('c', { extensions: ['.z'] }),
      language('c', { extensions: ['.y'] }),
    ];
    const order = (of: readonly SourceLanguage[]): readonly string[] =>
      new LanguageRegistry(of).languages.map((one) => `${one.id}${one.extensions[0]}`);
    expect(order(languages)).toEqual(['a.a', 'b.b', 'c.y', 'c.z']);
    expect(order([...languages].reverse())).toEqual(order(languages));
  });
});

describe('loadLanguages', () => {
  it('finds the languages of this build', async () => {
    const built = await loadLanguages();
    expect(
      ['a.py', 'a.ts', 'a.tsx', 'a.mts', 'a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.cjs'].map((path) => built.byPath(path)?.id),
    ).toEqual([
      'python',
      'typescript',
      'typescript',
      'typescript',
      'typescript',
      'javascript',
      'javascript',
      'javascript',
      'javascript',
    ]);
    expect(built.byShebang('#!/usr/bin/env python3')?.id).toBe('python');
    expect(['pyproject.toml', 'package.json', 'tsconfig.build.json'].map((name) => built.isProjectFile(name))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('finds folders that have a language module, and says what is wrong with one', async () => {
    const folder = await temporaryFolder();
    for (const name of ['one', 'empty', 'two']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const text = (id: string): string =>
      `export const languages = [{ id: '${id}', extensions: ['.${id}'], interpreters: [], projectFiles: [] }];`;
    await writeFile(join(folder, 'one/language.js'), text('one'));
    await writeFile(join(folder, 'two/language.js'), text('two'));
    expect((await loadLanguages(folder)).languages.map((one) => one.id)).toEqual(['one', 'two']);
    await mkdir(join(folder, 'three'));
    await writeFile(join(folder, 'three/language.js'), 'export const language = {};');
    await expect(loadLanguages(folder)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('must export') as string,
    });
  });
});
