import { expect, it } from 'vitest';
import { pythonFacts } from './testing/python-facts.js';

it('Python: sites: gives calls the token of the callee', async () => {
  const facts = await pythonFacts(
    `
        import m
        def f(a):
            m.g(a.h(1, k=a), *a, **a)
            (a.b)()
            a[0]()
            f()()
            await a.c()
            super().x()
            super(A, a).y()
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "3:10 CALL h in f: b1.h(1, k=b1)
      3:6 CALL g in f: m@s0.g(b1.h(1, k=b1), *b1, **b1)
      4:7 CALL b in f: b1.b()
      5:4 CALL in f: b1[0]()
      6:4 CALL f in f: f@s0()
      6:4 CALL in f: f@s0()()
      7:12 CALL c in f: b1.c() {awaited}
      8:4 CALL super in f: super@s1()
      8:12 CALL x in f: super@s1().x()
      9:4 CALL super in f: super@s1(A@s1, b1)
      9:16 CALL y in f: super@s1(A@s1, b1).y()"
    `);
});

it('Python: sites: credits lambdas, comprehensions, defaults and decorators to the definition around', async () => {
  const facts = await pythonFacts(
    `
        @deco(arg())
        def f(x=default()) -> ret:
            return [g(i) for i in it() if (lambda: h())()]
        class A(base()):
            y = call()
            @A.dec
            def m(self, z=other()): ...
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1:6 CALL arg in .: arg@s0()
      1:1 CALL deco in .: deco@s0(arg@s0()) {decorator}
      1:1 DECORATOR deco in .: deco@s0(arg@s0()) {decorator}
      2:8 CALL default in .: default@s0()
      3:26 CALL it in f: it@s1()
      3:43 CALL h in f: h@s3()
      3:35 CALL in f: function lambda1()
      3:12 CALL g in f: g@s2(b1)
      4:8 CALL base in A: base@s0()
      4:8 BASE in A: base@s0()
      5:8 CALL call in A: call@s4()
      6:5 READ A in A: A@s0
      6:7 DECORATOR dec in A: A@s0.dec {decorator}
      7:18 CALL other in A: other@s4()"
    `);
});

it('Python: sites: tells reads, writes and class tests apart', async () => {
  const facts = await pythonFacts(
    `
        G = 1
        class C: pass
        def f(o):
            global G
            G += 1
            o.x = G
            o.y += 1
            del o.z
            isinstance(o, C)
            try: pass
            except C: pass
            h(C, key=C)
            return C
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "5:4 WRITE G in f: G@s0 {augmented}
      6:10 READ G in f: b3 {argument}
      6:6 WRITE x in f: b2.x
      7:6 WRITE y in f: b2.y {augmented}
      8:10 WRITE z in f: b2.z
      9:18 READ C in f: C@s0 {class_test}
      9:4 CALL isinstance in f: isinstance@s2(b2, C@s0)
      11:11 READ C in f: C@s0 {class_test}
      12:6 READ C in f: C@s0 {argument}
      12:13 READ C in f: C@s0 {argument}
      12:4 CALL h in f: h@s2(C@s0, key=C@s0)
      13:11 READ C in f: C@s0 {argument}"
    `);
});

it('Python: sites: reads formatted strings', async () => {
  const facts = await pythonFacts(
    `
        def f(x):
            return f"{x.a()!r:>{x.w()}} {f'{x.b()}'}" "c" f"{x.c}"
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "2:16 CALL a in f: b0.a()
      2:26 CALL w in f: b0.w()
      2:38 CALL b in f: b0.b()
      2:55 READ c in f: b0.c"
    `);
});
