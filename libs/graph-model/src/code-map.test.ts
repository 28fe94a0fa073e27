import { describe, expect, it } from 'vitest';
import { drawCodeMap, type MappedFile, type MappedRelation } from './code-map.js';

const files: MappedFile[] = [
  file('main.py', 3),
  file('pkg/core/a.py', 10),
  file('pkg/core/b.py', 20),
  file('pkg/web.py', 5),
  file('tests/test_web.py', 7),
];
const relations: MappedRelation[] = [
  { source: 'pkg/core/a.py', target: 'pkg/core/b.py', type: 'CALLS', count: 4 },
  { source: 'pkg/web.py', target: 'pkg/core/b.py', type: 'CALLS', count: 2 },
  { source: 'pkg/web.py', target: 'pkg/core/a.py', type: 'CALLS', count: 1 },
  { source: 'tests/test_web.py', target: 'pkg/web.py', type: 'IMPORTS', count: 1 },
  { source: 'main.py', target: 'gone.py', type: 'IMPORTS', count: 9 },
];

describe('a map of a repository', () => {
  it('sums everything up to the top folders', () => {
    expect(text()).toEqual([
      'main.py file 3 symbols',
      'pkg folder 35 symbols, 7 inside',
      'tests folder 7 symbols',
      'tests -IMPORTS 1-> pkg',
    ]);
  });

  it('shows what lies in open folders one by one', () => {
    expect(text({ open: ['pkg'] })).toEqual([
      'main.py file 3 symbols',
      'pkg/core folder 30 symbols, 4 inside',
      'pkg/web.py file 5 symbols',
      'tests folder 7 symbols',
      'pkg/web.py -CALLS 3-> pkg/core',
      'tests -IMPORTS 1-> pkg/web.py',
    ]);
  });

  it('does not look into a closed folder for open ones', () => {
    expect(text({ open: ['pkg/core'] })).toEqual(text());
  });

  it('leaves out the smallest beyond its bound, and says how many', () => {
    expect(text({ open: [], maxEntries: 2 })).toEqual([
      'pkg folder 35 symbols, 7 inside',
      'tests folder 7 symbols',
      'tests -IMPORTS 1-> pkg',
      '1 omitted',
    ]);
  });
});

function text({ open = [], maxEntries = 100 }: { open?: readonly string[]; maxEntries?: number } = {}): string[] {
  const map = drawCodeMap(files, relations, { open, maxEntries });
  return [
    ...map.entries.map(
      (entry) => `${entry.path} ${entry.kind} ${entry.symbols} symbols${entry.inside > 0 ? `, ${entry.inside} inside` : ''}`,
    ),
    ...map.relations.map(({ source, target, type, count }) => `${source} -${type} ${count}-> ${target}`),
    ...(map.omitted > 0 ? [`${map.omitted} omitted`] : []),
  ];
}

function file(path: string, symbols: number): MappedFile {
  return { path, moduleId: `MODULE:${path}`, lines: symbols * 10, symbols };
}
