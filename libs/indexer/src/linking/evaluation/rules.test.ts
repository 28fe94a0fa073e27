import { describe, expect, it } from 'vitest';
import { edgesOf } from '../testing/link-sources.js';

/** CALLS of one Python file from a caller, without the file name. */
async function callsIn(text: string, caller: string): Promise<string[]> {
  const edges = await edgesOf({ 'm.py': text }, 'CALLS');
  const prefix = `CALLS m.py${caller === '' ? '' : `:${caller}`} -> m.py:`;
  return edges
    .filter((edge) => edge.startsWith(prefix))
    .map((edge) => edge.slice(prefix.length))
    .sort();
}

describe('receivers', () => {
  it('takes no method of an unknown receiver, though only one class has it', async () => {
    expect(await callsIn('class A:\n    def only(self): ...\ndef f(x):\n    x.only()\n', 'f')).toEqual([]);
  });

  it('takes the method of the declared type', async () => {
    expect(await callsIn('class A:\n    def go(self): ...\ndef f(x: A):\n    x.go()\n', 'f')).toEqual(['A.go']);
  });

  it('looks members up in C3 order, and super() after the class', async () => {
    const text =
      'class O:\n    def go(self): ...\nclass A(O):\n    def go(self):\n        super().go()\nclass B(O):\n    def go(self): ...\nclass C(A, B): ...\ndef f():\n    C().go()\n';
    expect(await callsIn(text, 'f')).toEqual(['A.go']);
    expect(await callsIn(text, 'A.go')).toEqual(['O.go']);
  });

  it('gives each of several assignments, as inferred', async () => {
    const text =
      'class A:\n    def go(self): ...\nclass B:\n    def go(self): ...\ndef f(c):\n    x = A() if c else B()\n    x.go()\n';
    expect(await callsIn(text, 'f')).toEqual(['A.go?', 'B.go?']);
  });
});

describe('results', () => {
  it('binds parameters of a function without annotations by the arguments of the call', async () => {
    const text =
      'class A:\n    def go(self): ...\nclass B:\n    def go(self): ...\ndef same(x):\n    return x\ndef f():\n    same(A()).go()\ndef g():\n    same(B()).go()\n';
    expect(await callsIn(text, 'f')).toEqual(['A.go?', 'same']);
    expect(await callsIn(text, 'g')).toEqual(['B.go?', 'same']);
  });

  it('gives the receiver of a subclass where a base method returns self', async () => {
    const text =
      'class A:\n    def me(self):\n        return self\nclass B(A):\n    def go(self): ...\ndef f():\n    B().me().go()\n';
    expect(await callsIn(text, 'f')).toEqual(['A.me', 'B.go?']);
  });

  it('ends where a dictionary is spread into itself', async () => {
    const text =
      'def go(): ...\ndef f(xs):\n    d = {"a": go}\n    for x in xs:\n        d = {**d, x: x}\n    d["a"]()\n    d[xs[0]]()\n';
    expect(await callsIn(text, 'f')).toEqual(['go?']);
  });

  it('ends in recursion', async () => {
    const text =
      'class A:\n    def go(self): ...\ndef one(n):\n    return A() if n else two(n)\ndef two(n):\n    return one(n)\ndef f():\n    two(1).go()\n';
    expect(await callsIn(text, 'f')).toEqual(['A.go?', 'two']);
  });
});

describe('higher order', () => {
  it('calls what known calls pass for a parameter', async () => {
    expect(await callsIn('def run(task):\n    task()\ndef work(): ...\nrun(work)\n', 'run')).toEqual(['work?']);
  });

  it('follows a parameter through several calls', async () => {
    const text = 'def inner(task):\n    task()\ndef outer(task):\n    inner(task)\ndef work(): ...\nouter(work)\n';
    expect(await callsIn(text, 'inner')).toEqual(['work?']);
  });
});

describe('TypeScript values', () => {
  it('binds type parameters by arguments and receivers', async () => {
    const text =
      'class A { go() {} }\nclass Box<T> { constructor(readonly value: T) {} get(): T { return this.value; } }\nfunction f() {\n  new Box(new A()).get().go();\n}\n';
    const edges = await edgesOf({ 'm.ts': text }, 'CALLS');
    expect(edges).toContain('CALLS m.ts:f -> m.ts:A.go');
  });

  it('types the parameters of callbacks by the function type they are passed for', async () => {
    const text = 'class A { go() {} }\nexport function f(items: A[]) {\n  items.forEach((item) => item.go());\n}\n';
    expect(await edgesOf({ 'm.ts': text }, 'CALLS')).toEqual(['CALLS m.ts:f -> m.ts:A.go?']);
  });

  it('finds members that were assigned to an object literal', async () => {
    const text = 'const app = {};\napp.use = function use() {};\nfunction f() {\n  app.use();\n}\n';
    expect(await edgesOf({ 'm.js': text }, 'CALLS')).toEqual(['CALLS m.js:f -> m.js:app.use?']);
  });
});

describe('any', () => {
  const types = 'class A { go() {} }\n';

  it('leaves a value as it is, but what it has then is a candidate', async () => {
    const text = `${types}export function f(a: A) {\n  (a as any).go();\n}\nexport function g(a: A) {\n  (a as any as A).go();\n}\n`;
    expect(await edgesOf({ 'm.ts': text }, 'CALLS')).toEqual(['CALLS m.ts:f -> m.ts:A.go~', 'CALLS m.ts:g -> m.ts:A.go']);
  });

  it('makes candidates of what calls pass for a parameter', async () => {
    const text = `${types}function f(a: any) {\n  a.go();\n}\nfunction g(a) {\n  a.go();\n}\nf(new A());\ng(new A());\n`;
    const edges = await edgesOf({ 'm.ts': text }, 'CALLS');
    expect(edges.filter((edge) => edge.includes('.go'))).toEqual(['CALLS m.ts:f -> m.ts:A.go~', 'CALLS m.ts:g -> m.ts:A.go?']);
  });

  it('gives way to a declaration that says the same', async () => {
    const text = `${types}export function f(a: A) {\n  (a as any).go();\n  a.go();\n}\n`;
    expect(await edgesOf({ 'm.ts': text }, 'CALLS')).toEqual(['CALLS m.ts:f -> m.ts:A.go']);
  });
});

describe('defaults of constructors', () => {
  const made =
    'class A {\n  constructor(fn = one) {\n    this.fn = fn;\n  }\n}\nfunction one() {}\nfunction two() {}\nfunction f() {\n';
  const callsOf = async (text: string) => (await edgesOf({ 'm.js': text }, 'CALLS')).filter((edge) => /:(one|two)/.test(edge));

  it('are never taken where each construction in sight gives the parameter', async () => {
    expect(await callsOf(`${made}  new A(two).fn();\n}\n`)).toEqual(['CALLS m.js:f -> m.js:two?']);
  });

  it('may be taken where one does not, or where others may construct the class', async () => {
    const both = ['CALLS m.js:f -> m.js:one?', 'CALLS m.js:f -> m.js:two?'];
    expect(await callsOf(`${made}  new A(two).fn();\n  new A();\n}\n`)).toEqual(both);
    expect(await callsOf(`${made}  new A(two).fn();\n}\nclass B extends A {}\n`)).toEqual(both);
    expect(await callsOf(`export ${made}  new A(two).fn();\n}\n`)).toEqual(both);
  });
});
