import { describe, expect, it } from 'vitest';
import { createScriptModuleResolver } from './module-resolver.js';

/** Resolves specifiers in a tree of files; texts that are not source are project files. */
function resolve(files: Readonly<Record<string, string>>, from: string, ...specifiers: string[]): string[] {
  const sources = Object.keys(files)
    .filter((path) => !path.endsWith('.json'))
    .sort();
  const resolver = createScriptModuleResolver({
    files: sources,
    hasFile: (path) => sources.includes(path),
    hasFolder: (path) => sources.some((source) => source.startsWith(`${path}/`)),
    inputPaths: Object.keys(files)
      .filter((path) => path.endsWith('.json'))
      .sort(),
    input: (path) => files[path],
    hasLibraryModule: () => false,
  });
  return specifiers.map((specifier) => {
    const target = resolver.resolve({ from, specifier, level: 0, kind: 'name' });
    return target.kind === 'file' ? target.path : `${target.kind} ${'name' in target ? target.name : ''}`;
  });
}

describe('TypeScript: module resolution', () => {
  it('reads output extensions as sources and finds index files', () => {
    const files = { 'src/a.ts': '', 'src/b.tsx': '', 'src/c/index.mts': '', 'src/d.js': '', 'src/e.d.ts': '' };
    expect(resolve(files, 'src/a.ts', './b.js', './c', './d', './e.js', './missing', '..', 'react', 'fs/promises')).toEqual([
      'src/b.tsx',
      'src/c/index.mts',
      'src/d.js',
      'src/e.d.ts',
      'unresolved src/missing',
      'unresolved ',
      'external react',
      'external node:fs/promises',
    ]);
  });

  it('follows paths and baseUrl through extends', () => {
    const files = {
      'tsconfig.base.json':
        '{ // shared\n "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["libs/app/src/*"], "exact": ["libs/x.ts"] } }, }',
      'apps/web/tsconfig.json': '{ "extends": "../../tsconfig.base.json" }',
      'apps/web/main.ts': '',
      'libs/app/src/a.ts': '',
      'libs/x.ts': '',
    };
    expect(resolve(files, 'apps/web/main.ts', '@app/a', 'exact', 'libs/x')).toEqual([
      'libs/app/src/a.ts',
      'libs/x.ts',
      'libs/x.ts',
    ]);
  });

  it('finds workspace packages by name, exports map, imports map and built output', () => {
    const files = {
      'packages/core/package.json':
        '{"name":"@s/core","exports":{".":{"types":"./dist/index.d.ts","import":"./dist/index.js"},"./sub/*":"./src/sub/*.ts"}}',
      'packages/core/src/index.ts': '',
      'packages/core/src/sub/x.ts': '',
      'packages/app/package.json': '{"name":"app","main":"lib/main.js","imports":{"#in/*":"./src/internal/*.js"}}',
      'packages/app/src/main.ts': '',
      'packages/app/src/internal/y.ts': '',
    };
    expect(resolve(files, 'packages/app/src/main.ts', '@s/core', '@s/core/sub/x', '#in/y', 'app')).toEqual([
      'packages/core/src/index.ts',
      'packages/core/src/sub/x.ts',
      'packages/app/src/internal/y.ts',
      'packages/app/src/main.ts',
    ]);
  });
});
