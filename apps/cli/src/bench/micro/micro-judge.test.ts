import { expect, it } from 'vitest';
import type { EdgeClaim, SymbolReference } from '../accuracy/claims.js';
import { microCaseSchema } from './micro-case.js';
import { judgeMicroCases } from './micro-judge.js';
import { microRows, microText } from './micro-report.js';

const thing = (file: string, label: string, name: string, line: number) => ({ file, label, name, line, start: line, end: line });

function record(name: string) {
  return microCaseSchema.parse({
    suite: 'small',
    lang: 'python',
    category: 'classes',
    case: name,
    dir: `m/${name}`,
    files: ['main.py'],
    names: {
      main: [thing('main.py', 'MODULE', 'main', 1)],
      'main.A': [thing('main.py', 'CLASS', 'A', 1)],
      'main.A.__init__': [{ ...thing('main.py', 'METHOD', '__init__', 2), class: 'A' }],
      'main.B': [thing('main.py', 'CLASS', 'B', 4)],
      'main.f': [thing('main.py', 'FUNCTION', 'f', 5)],
    },
    edges: [
      ['main', 'main.A.__init__'],
      ['main', 'main.f'],
    ],
    hard: name === 'two',
  });
}

function symbol(name: string, label: string, line: number, folder = 'one'): SymbolReference {
  return { file: `tree/m/${folder}/main.py`, name, label, line };
}

const module = symbol('main', 'MODULE', 1);
const calls = (source: SymbolReference, target: SymbolReference): EdgeClaim => ({ kind: 'CALLS', source, target, rules: [] });

it('takes the construction of a class for its own or inherited constructor', () => {
  const own = judgeMicroCases([record('one')], [calls(module, symbol('A', 'CLASS', 1))]);
  expect(microRows(own.cases)[0]).toMatchObject({ right: 1, wrong: 0, recall: 0.5 });
  const inherited = judgeMicroCases(
    [record('one')],
    [
      { kind: 'INHERITS', source: symbol('B', 'CLASS', 4), target: symbol('A', 'CLASS', 1), rules: [] },
      calls(module, symbol('B', 'CLASS', 4)),
    ],
  );
  expect(microRows(inherited.cases)[0]).toMatchObject({ right: 1, wrong: 0 });
});

it('counts wrong and unmapped edges, and edges between cases', () => {
  const judged = judgeMicroCases(
    [record('one'), record('two')],
    [
      calls(symbol('f', 'FUNCTION', 5), symbol('f', 'FUNCTION', 5)),
      calls(module, symbol('lost', 'FUNCTION', 9)),
      calls(module, symbol('f', 'FUNCTION', 5, 'two')),
    ],
  );
  expect(judged.crossCaseEdges).toBe(1);
  expect(microRows(judged.cases).find((row) => row.name === 'small total')).toMatchObject({ wrong: 1, unmapped: 1, required: 4 });
  expect(microText(judged, { samples: 1 })).toContain('extra: main.f->main.f');
});

it('shows the total without hard cases', () => {
  const { cases } = judgeMicroCases([record('one'), record('two')], [calls(module, symbol('f', 'FUNCTION', 5))]);
  expect(microRows(cases).find((row) => row.name === 'small without hard')).toMatchObject({ cases: 1, required: 2, right: 1 });
});
