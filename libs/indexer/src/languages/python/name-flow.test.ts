import { expect, it } from 'vitest';
import { pythonFacts } from './testing/python-facts.js';

it('Python: flow of values: gives each read of a local the assignments that reach it', async () => {
  const facts = await pythonFacts(
    `
        def f(c):
            x = A()
            x.a()
            if c:
                x = B()
                x.b()
            elif d:
                return
            else:
                x = C()
            x.c()
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "2:8 CALL A in f: A@s1()
      3:6 CALL a in f: b1.a()
      5:12 CALL B in f: B@s1()
      6:10 CALL b in f: b2.b()
      10:12 CALL C in f: C@s1()
      11:6 CALL c in f: phi(b2, b3).c()"
    `);
});

it('Python: flow of values: follows loops, breaks and else', async () => {
  const facts = await pythonFacts(
    `
        def f(items):
            x = A()
            for i in items:
                x.loop()
                if i: break
                x = B()
            else:
                x.otherwise()
            x.after()
            while True:
                y = i.next()
                if y: break
            y.end()
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "2:8 CALL A in f: A@s1()
      4:10 CALL loop in f: phi(b1, b3).loop()
      6:12 CALL B in f: B@s1()
      8:10 CALL otherwise in f: phi(phi(b1, b3), b3).otherwise()
      9:6 CALL after in f: phi(phi(phi(b1, b3), b3), phi(b1, b3)).after()
      11:14 CALL next in f: b2.next()
      13:6 CALL end in f: truthy(b4).end()"
    `);
});

it('Python: flow of values: joins try, handlers and finally', async () => {
  const facts = await pythonFacts(
    `
        def f():
            try:
                x = A()
                y = x.go()
            except (E, F) as e:
                e.args()
                return
            except G:
                x = B()
            else:
                x.fine()
            finally:
                x.last()
            x.after()
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "3:12 CALL A in f: A@s1()
      4:14 CALL go in f: b0.go()
      6:10 CALL args in f: b2.args()
      9:12 CALL B in f: B@s1()
      11:10 CALL fine in f: b0.fine()
      13:10 CALL last in f: phi(b0, b3).last()
      14:6 CALL after in f: phi(b0, b3).after()"
    `);
});

it('Python: flow of values: narrows by tests and early exits', async () => {
  const facts = await pythonFacts(
    `
        def f(x, y, z):
            if x is None: return
            x.a()
            if not isinstance(y, (A, B)): raise E
            y.b()
            if isinstance(z, A) or isinstance(z, B): z.c()
            w = z and z.d()
            assert isinstance(x, C), x.e()
            x.f()
            if callable(z): z()
            y = y or D()
            y.g()
            v = x if x else y
            v.h()
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "3:6 CALL a in f: is_not(b0, none).a()
      4:11 CALL isinstance in f: isinstance@s1(b1, (A@s1, B@s1))
      5:6 CALL b in f: instance_of(b1, (A@s1, B@s1)).b()
      6:7 CALL isinstance in f: isinstance@s1(b2, A@s1)
      6:27 CALL isinstance in f: isinstance@s1(not_instance_of(b2, A@s1), B@s1)
      6:47 CALL c in f: phi(instance_of(b2, A@s1), instance_of(not_instance_of(b2, A@s1), B@s1)).c()
      7:16 CALL d in f: truthy(phi(phi(instance_of(b2, A@s1), instance_of(not_instance_of(b2, A@s1), B@s1)), not_instance_of(not_instance_of(b2, A@s1), B@s1))).d()
      8:11 CALL isinstance in f: isinstance@s1(is_not(b0, none), C@s1)
      8:31 CALL e in f: not_instance_of(is_not(b0, none), C@s1).e()
      9:6 CALL f in f: instance_of(is_not(b0, none), C@s1).f()
      10:7 CALL callable in f: callable@s1(phi(phi(instance_of(b2, A@s1), instance_of(not_instance_of(b2, A@s1), B@s1)), not_instance_of(not_instance_of(b2, A@s1), B@s1)))
      10:20 CALL z in f: callable(phi(phi(instance_of(b2, A@s1), instance_of(not_instance_of(b2, A@s1), B@s1)), not_instance_of(not_instance_of(b2, A@s1), B@s1)))()
      11:13 CALL D in f: D@s1()
      12:6 CALL g in f: b4.g()
      14:6 CALL h in f: b5.h()"
    `);
});

it('Python: flow of values: follows member paths and elements within a function', async () => {
  const facts = await pythonFacts(
    `
        class A:
            def f(self):
                self.x.before()
                self.x = B()
                self.x.after()
                if self.y is not None:
                    self.y.tested()
                self.z['k'] = C()
                self.z['k'].element()
                self = other
                self.x.gone()
      `,
    'sites',
  );
  expect(facts).toMatchInlineSnapshot(`
      "3:13 READ x in A.f: b0.x
      3:15 CALL before in A.f: b0.x.before()
      4:17 CALL B in A.f: B@s2()
      5:13 READ x in A.f: b0.x
      5:15 CALL after in A.f: assigned(b0.x, B@s2()).after()
      6:16 READ y in A.f: b0.y
      7:17 READ y in A.f: b0.y
      7:19 CALL tested in A.f: is_not(b0.y, none).tested()
      8:22 CALL C in A.f: C@s2()
      8:13 READ z in A.f: b0.z
      9:13 READ z in A.f: b0.z
      9:20 CALL element in A.f: C@s2().element()
      11:13 READ x in A.f: b1.x
      11:15 CALL gone in A.f: b1.x.gone()"
    `);
});

it('Python: flow of values: binds what patterns capture', async () => {
  const facts = await pythonFacts(
    `
        def f(v):
            match v:
                case Point(x=0, y=yy): pass
                case [a, *rest]: pass
                case {"k": b, **more}: pass
                case str() as s: pass
                case Color.RED | None: pass
                case (1, (c, _)): pass
                case other: pass
      `,
    'bindings',
  );
  expect(facts).toMatchInlineSnapshot(`
      "b0 s1.v = p0.0 (PARAMETER)
      b1 s1.yy = instance_of(b0, Point@s1).y (PATTERN)
      b2 s1.a = b0[0] (PATTERN)
      b3 s1.rest = rest(b0, 1) (PATTERN)
      b4 s1.b = b0["k"] (PATTERN)
      b5 s1.more = rest(b0, -1) (PATTERN)
      b6 s1.s = instance_of(b0, str@s1) (PATTERN)
      b7 s1.c = b0[1][0] (PATTERN)
      b8 s1.other = b0 (PATTERN)
      b9 s0.f = function f (DEFINITION) [f]"
    `);
});

it('Python: flow of values: lets := bind in the function around a comprehension', async () => {
  const facts = await pythonFacts(
    `
        def f(xs):
            if any((hit := x) for x in xs): hit.go()
            if (n := g()) and n.ok(): pass
      `,
    'bindings',
  );
  expect(facts).toMatchInlineSnapshot(`
      "b0 s1.xs = p0.0 (PARAMETER)
      b1 s2.x = element(b0) (COMPREHENSION)
      b2 s1.hit = b1 (ASSIGNMENT)
      b3 s1.n = g@s1() (ASSIGNMENT)
      b4 s0.f = function f (DEFINITION) [f]"
    `);
});

it('Python: flow of values: binds targets of with, loops and destructuring', async () => {
  const facts = await pythonFacts(
    `
        async def f():
            with A() as a, B() as (b, c): pass
            async with C() as d: pass
            async for e in g(): pass
            h, i = j, k
            l, *m, n = o
            p: int = q
            p += 1
            del p
      `,
    'bindings',
  );
  expect(facts).toMatchInlineSnapshot(`
      "b0 s1.a = enter(A@s1()) (WITH)
      b1 s1.b = enter(B@s1())[0] (WITH)
      b2 s1.c = enter(B@s1())[1] (WITH)
      b3 s1.d = enter(C@s1()) (WITH)
      b4 s1.e = element(g@s1()) (LOOP)
      b5 s1.h = j@s1 (DESTRUCTURING)
      b6 s1.i = k@s1 (DESTRUCTURING)
      b7 s1.l = o@s1[0] (DESTRUCTURING)
      b8 s1.m = rest(o@s1, 1) (DESTRUCTURING)
      b9 s1.n = o@s1[-1] (DESTRUCTURING)
      b10 s1.p: int@s1 = q@s1 (ASSIGNMENT)
      b11 s1.p: int@s1 = (b10 + 1) (AUGMENTED)
      b12 s1.p: int@s1 = ? (DELETE)
      b13 s0.f = function f (DEFINITION) [f]"
    `);
});
