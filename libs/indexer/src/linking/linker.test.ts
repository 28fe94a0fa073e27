import { describe, expect, it } from 'vitest';
import { edgesOf, linkerOf } from './testing/link-sources.js';

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

/** What reaches a parameter through no, one, two, three and four calls, also asked from the middle of the chain. */
const CHAIN = {
  'a.py':
    'from b import C, one\n\ndef four(v):\n    v.go()\n    three(v)\n\ndef three(v):\n    v.go()\n    two(v)\n\ndef two(v):\n    one(v)\n    v.go()\n\nfour(C())\n',
  'b.py':
    'class C:\n    def go(self):\n        return helper(self)\n\nclass D(C):\n    def go(self):\n        return 1\n\ndef helper(o):\n    return o.go()\n\ndef one(v):\n    v.go()\n    return again(v, 3)\n\ndef again(v, n):\n    return v.go() if n == 0 else again(v, n - 1)\n\none(D())\n',
};

describe('a linker that links once', () => {
  it('gives what one gives that keeps answers, and links no second time', async () => {
    const [once, kept] = [await linkerOf(CHAIN, true), await linkerOf(CHAIN)];
    expect(once.assembleGraph()).toEqual(kept.assembleGraph());
    expect(once.part('b.py')).toEqual(kept.part('b.py'));
    expect(() => once.link()).toThrow('links once');
  });
});

describe('values of parameters', () => {
  it('follows three calls up, from wherever the chain is entered', async () => {
    const calls = (await edgesOf(CHAIN, 'CALLS')).filter((edge) => edge.includes('.go') && !edge.includes('CALLS b.py:C'));
    expect(calls).toMatchInlineSnapshot(`
      [
        "CALLS a.py:four -> b.py:C.go?",
        "CALLS a.py:three -> b.py:C.go?",
        "CALLS a.py:two -> b.py:C.go?",
        "CALLS b.py:again -> b.py:D.go?",
        "CALLS b.py:helper -> b.py:C.go?",
        "CALLS b.py:one -> b.py:D.go?",
      ]
    `);
  });

  it('tells a file at a time how far linking is', async () => {
    const linker = await linkerOf(CHAIN);
    linker.removeFile('b.py');
    expect([...linker.linkByFile()]).toEqual([{ done: 1, total: 1 }]);
  });
});
