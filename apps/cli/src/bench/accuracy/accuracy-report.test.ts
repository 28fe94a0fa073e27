import { describe, expect, it } from 'vitest';
import { accuracyText, measureAccuracy } from './accuracy-report.js';
import { claimsOf } from './claims.js';
import { GroundTruth, groundTruthSchema } from './ground-truth.js';

const definition = (id: number, label: string, qual: string, rest: object) => ({
  t: 'def',
  id,
  label,
  name: qual.split('.').at(-1),
  qual,
  ...rest,
});
const edge = (kind: string, s: number, to: number, rest: object = {}) => ({ t: 'edge', kind, s, to, detail: 'call', ...rest });

const truth = new GroundTruth(
  [
    { t: 'meta', name: 'small', commit: '0123456789abcdef', files: { 'p/a.py': { test: false }, 'p/b.py': { test: true } } },
    definition(0, 'MODULE', 'a', { file: 'p/a.py', line: 1, start: 1, end: 30 }),
    definition(1, 'CLASS', 'A', { file: 'p/a.py', line: 2, start: 2, end: 12, parent: 0 }),
    definition(2, 'METHOD', 'A.__init__', { file: 'p/a.py', line: 3, start: 3, end: 4, parent: 1, class: 'A' }),
    definition(3, 'METHOD', 'A.run', { file: 'p/a.py', line: 6, start: 5, end: 12, parent: 1, class: 'A' }),
    definition(5, 'FUNCTION', 'f', { file: 'p/a.py', line: 15, start: 15, end: 20, parent: 0 }),
    definition(6, 'MODULE', 'b', { file: 'p/b.py', line: 1, start: 1, end: 9 }),
    definition(7, 'CLASS', 'B', { file: 'p/b.py', line: 2, start: 2, end: 9, parent: 6 }),
    definition(8, 'METHOD', 'B.run', { file: 'p/b.py', line: 3, start: 3, end: 9, parent: 7, class: 'B' }),
    definition(9, 'FUNCTION', 'g', { file: 'p/a.py', line: 22, start: 22, end: 25, parent: 0 }),
    edge('INHERITS', 7, 1),
    edge('CALLS', 5, 1, { t_alt: [2], detail: 'new' }),
    edge('CALLS', 5, 3),
    edge('CALLS', 8, 9, { optional: true }),
    edge('IMPORTS', 6, 0),
    edge('OVERRIDES', 8, 3, { optional: true }),
    edge('USES', 5, 7),
    { t: 'open', s: 5, name: 'g', status: 'unresolved' },
  ].map((record) => groundTruthSchema.parse(record)),
);

const node = (id: string, label: string, place: string, className?: string) => {
  const [file = '', line = '0', name = ''] = place.split(':');
  const start_line = Number(line);
  return { node: { id, label, name, file_path: file, start_line, end_line: start_line, ...(className && { class: className }) } };
};
const relation = (type: string, source: string, target: string, rule: string) => ({
  edge: { type, source, target, rule, confidence: 'exact' },
});

const nodes = [
  node('a', 'MODULE', 'p/a.py:1:p.a'),
  node('b', 'MODULE', 'p/b.py:1:p.b'),
  node('A', 'CLASS', 'p/a.py:2:A'),
  node('init', 'METHOD', 'p/a.py:3:__init__', 'A'),
  node('run', 'METHOD', 'p/a.py:5:run', 'A'),
  node('f', 'FUNCTION', 'p/a.py:15:f'),
  node('g', 'FUNCTION', 'p/a.py:22:g'),
  node('B', 'CLASS', 'p/b.py:2:B'),
  node('Brun', 'METHOD', 'p/b.py:3:run', 'B'),
  node('nope', 'FUNCTION', 'p/a.py:3:nope'),
  node('os', 'EXTERNAL', ':0:os'),
];

function measure(edges: object[], scope: 'all' | 'src' | 'test' = 'all') {
  const lines = [...nodes, ...edges] as unknown as Parameters<typeof claimsOf>[0];
  return measureAccuracy(claimsOf(lines, { withCandidates: true }), truth, scope);
}

function callsRow(edges: object[]) {
  return measure(edges).edges.find((row) => row.kind === 'CALLS');
}

describe('judging edges', () => {
  it('takes a constructor for its class, and a decorator line for the definition', () => {
    expect(callsRow([relation('CALLS', 'f', 'init', 'new'), relation('CALLS', 'f', 'run', 'method')])).toMatchObject({
      right: 2,
      wrong: 0,
      required: 2,
      found: 2,
      f1: 1,
    });
  });

  it('counts a class and its constructor once', () => {
    const row = callsRow([relation('CALLS', 'f', 'init', 'new'), relation('INSTANTIATES', 'f', 'A', 'new')]);
    expect(row).toMatchObject({ required: 2, found: 1 });
  });

  it.each([
    ['an override of a true target', 'Brun', { dispatch: 1, wrong: 0 }],
    ['a call that nobody could resolve', 'g', { unverifiable: 1, wrong: 0, minimumPrecision: 0 }],
    ['a pair known under another kind', 'B', { wrongKind: 1, wrong: 1, precision: 0 }],
    ['a definition that the truth does not have', 'nope', { unmapped: 1, wrong: 0 }],
  ])('tells apart %s', (_what, target, expected) => {
    expect(callsRow([relation('CALLS', 'f', target, 'any')])).toMatchObject(expected);
  });

  it('neither rewards nor punishes an optional edge', () => {
    expect(callsRow([relation('CALLS', 'Brun', 'g', 'any')])).toMatchObject({ optional: 1, right: 0, wrong: 0 });
  });

  it('counts an imported symbol for its file', () => {
    const imports = measure([relation('IMPORTS', 'b', 'f', 'import')]).edges.find((row) => row.kind === 'IMPORTS');
    expect(imports).toMatchObject({ right: 1, found: 1, required: 1 });
  });

  it('leaves out what is not in scope', () => {
    const inherits = [relation('INHERITS', 'B', 'A', 'base')];
    expect(measure(inherits, 'test').edges.find((row) => row.kind === 'INHERITS')).toMatchObject({ right: 1, required: 1 });
    expect(measure(inherits, 'src').edges.find((row) => row.kind === 'INHERITS')).toBeUndefined();
  });
});

describe('the report', () => {
  it('lists the rules that are too often wrong', () => {
    const wrong = ['f', 'A', 'init', 'run', 'Brun'].map((source) => relation('CALLS', source, 'f', 'guess'));
    const report = measure(wrong);
    expect(report.rules[0]).toMatchObject({ rule: 'guess', precision: 0, wrong: 5 });
    expect(accuracyText(report, { samples: 1 })).toContain('Under 95 %: guess for CALLS (0.0%).');
  });

  it('shows definitions that are missing or not true', () => {
    const { labels, endsTold } = measure([]).definitions;
    expect(labels.find((row) => row.label === 'METHOD')).toMatchObject({ required: 3, found: 3 });
    expect(labels.find((row) => row.label === 'FUNCTION')).toMatchObject({ required: 2, found: 2 });
    expect(labels.find((row) => row.label === 'FUNCTION')?.wrong.map((one) => one.name)).toEqual(['nope']);
    expect(endsTold).toBe(9);
  });
});
