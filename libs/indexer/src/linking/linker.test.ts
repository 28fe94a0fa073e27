import { describe, expect, it } from 'vitest';
import { edgesOf } from './testing/link-sources.js';

describe('linking Python', () => {
  it('links calls of functions and constructions across modules', async () => {
    const edges = await edgesOf(
      {
        'pkg/__init__.py': '',
        'pkg/a.py': 'from .b import make, Thing\n\ndef run():\n    t = Thing(1)\n    t.go()\n    make().go()\n',
        'pkg/b.py':
          'class Thing:\n    def __init__(self, x):\n        self.x = x\n    def go(self):\n        return self.x\n\ndef make():\n    return Thing(2)\n',
      },
      'CALLS',
      'INSTANTIATES',
    );
    expect(edges).toEqual([
      'CALLS pkg/a.py:run -> pkg/b.py:make',
      'CALLS pkg/a.py:run -> pkg/b.py:Thing.__init__',
      'CALLS pkg/a.py:run -> pkg/b.py:Thing.go',
      'CALLS pkg/b.py:make -> pkg/b.py:Thing.__init__',
      'INSTANTIATES pkg/a.py:run -> pkg/b.py:Thing',
      'INSTANTIATES pkg/b.py:make -> pkg/b.py:Thing',
    ]);
  });
});

describe('linking TypeScript', () => {
  it('links calls of functions and constructions across modules', async () => {
    const edges = await edgesOf(
      {
        'src/a.ts':
          "import { make, Thing } from './b.js';\nexport function run() {\n  const t = new Thing(1);\n  t.go();\n  make().go();\n  [t].map((x) => x.go());\n}\n",
        'src/b.ts':
          'export class Thing {\n  constructor(readonly x: number) {}\n  go() { return this.x; }\n}\nexport function make(): Thing { return new Thing(2); }\n',
      },
      'CALLS',
      'INSTANTIATES',
    );
    expect(edges).toEqual([
      'CALLS src/a.ts:run -> src/b.ts:make',
      'CALLS src/a.ts:run -> src/b.ts:Thing.constructor',
      'CALLS src/a.ts:run -> src/b.ts:Thing.go',
      'CALLS src/b.ts:make -> src/b.ts:Thing.constructor',
      'INSTANTIATES src/a.ts:run -> src/b.ts:Thing',
      'INSTANTIATES src/b.ts:make -> src/b.ts:Thing',
    ]);
  });
});
