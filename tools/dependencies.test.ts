import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

type Manifest = Readonly<Partial<Record<(typeof SECTIONS)[number], Readonly<Record<string, string>>>>>;

const manifests = ['package.json', ...['apps', 'libs'].flatMap((group) => projectsOf(group))];
const dependencies = manifests.flatMap((file) => {
  const manifest = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Manifest;
  return SECTIONS.flatMap((section) =>
    Object.entries(manifest[section] ?? {})
      .filter(([name]) => !name.startsWith('@codexgraph/'))
      .map(([name, version]) => ({ file, name, version })),
  );
});
const documented = [
  ...readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|/gm),
];

function projectsOf(group: string): string[] {
  return readdirSync(path.join(root, group)).map((name) => path.join(group, name, 'package.json'));
}

describe('docs/dependencies.md', () => {
  const names = documented.map(([, name]) => name);

  it('lists every direct dependency, and nothing else', () => {
    expect([...new Set(names)].toSorted()).toEqual([...new Set(dependencies.map(({ name }) => name))].toSorted());
  });

  it('lists each once, with its use and licence', () => {
    expect(names).toHaveLength(new Set(names).size);
    for (const [, , use, licence] of documented) expect([use?.trim(), licence?.trim()]).not.toContain('');
  });
});

describe('manifests', () => {
  it('pin exact versions', () => {
    expect(dependencies.filter(({ version }) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('use one version of a package everywhere', () => {
    const versions = new Map<string, Set<string>>();
    for (const { name, version } of dependencies) versions.set(name, (versions.get(name) ?? new Set()).add(version));
    expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
  });
});

describe('package-lock.json', () => {
  type Locked = Readonly<Record<string, { readonly optional?: boolean; readonly optionalDependencies?: object }>>;
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Locked };

  // Where a mirror has binaries for some platforms only, npm writes a lock file without the others, and `npm ci` refuses it.
  it('knows every platform binary of what must be installed', () => {
    const names = new Set(
      Object.keys(packages).map((place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)),
    );
    const missing = Object.entries(packages)
      .filter(([, { optional }]) => optional !== true)
      .flatMap(([place, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).map((name) => ({ place, name })))
      .filter(({ name }) => !names.has(name));
    expect(missing).toEqual([]);
  });
});
