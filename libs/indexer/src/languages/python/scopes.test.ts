import { expect, it } from 'vitest';
import { pythonFacts } from './testing/python-facts.js';

it('Python: scopes: hides class scopes from functions inside', async () => {
  const facts = await pythonFacts(
    `
        x = 1
        class A:
            x = 2
            y = x
            def f(self): return x
            z = [x for i in x]
            def g(self, d=x): ...
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "4:8 READ x in A: b1 {argument}
      5:24 READ x in A.f: x@s0 {argument}
      6:20 READ x in A: b1
      6:9 READ x in A: b0 {argument}
      7:18 READ x in A: b1 {argument}"
    `);
});

it('Python: scopes: follows global and nonlocal', async () => {
  const facts = await pythonFacts(
    `
        def f():
            n = 1
            def g():
                nonlocal n
                global top
                n = A()
                top = B()
                n.a()
                top.b()
      `,
    'bindings',
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "b0 s1.n = 1 (ASSIGNMENT)
      b1 s1.n = A@s2() (ASSIGNMENT)
      b2 s0.top = B@s2() (ASSIGNMENT) [top]
      b3 s1.g = function f.g (DEFINITION) [f.g]
      b4 s0.f = function f (DEFINITION) [f]
      6:12 CALL A in f.g: A@s2()
      7:14 CALL B in f.g: B@s2()
      8:10 CALL a in f.g: b1.a()
      9:8 READ top in f.g: b2
      9:12 CALL b in f.g: b2.b()"
    `);
});

it('Python: scopes: reads captured names by scope', async () => {
  const facts = await pythonFacts(
    `
        def f():
            h = A()
            def g(): return h.go(later())
            def later(): ...
            h = B()
            return g
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "2:8 CALL A in f: A@s1()
      3:25 CALL later in f.g: later@s2()
      3:22 CALL go in f.g: h@s2.go(later@s2())
      5:8 CALL B in f: B@s1()
      6:11 READ g in f: b1 {argument}"
    `);
});

it('Python: scopes: ignores a member called like a type', async () => {
  const facts = await pythonFacts(
    `
        class A:
            def list(self) -> list[int]: ...
            def other(self, type: type) -> list[str]: ...
            class Inner: ...
            def uses(self) -> Inner: ...
      `,
    'callables',
  );
  expect(facts).toMatchInlineSnapshot(`
      "A.list(self) -> list@s0<int@s1>
      A.other(self, type: type@s1) -> list@s0<str@s1>
      A.uses(self) -> Inner@s1"
    `);
});
