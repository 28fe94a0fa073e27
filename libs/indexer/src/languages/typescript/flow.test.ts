import { describe, expect, it } from 'vitest';
import { scriptFacts } from './testing/script-facts.js';

describe('TypeScript: flow of values', () => {
  it('follows assignments through branches, loops and early exits', async () => {
    const facts = await scriptFacts(
      'a.ts',
      `
        function f(c: boolean) {
          let x = a();
          x.one();
          if (c) x = b(); else return x.two();
          x.three();
          while (c) { x.four(); x = d(); }
          x.five();
          try { x = e(); } catch { x.six(); }
          const g = () => x.seven();
        }
      `,
      'sites',
    );
    expect(facts).toMatchInlineSnapshot(`
      "2:10 CALL a in f: a@s0()
      3:4 CALL one in f: b2.one()
      4:13 CALL b in f: b@s0()
      4:32 CALL two in f: b2.two()
      5:4 CALL three in f: b4.three()
      6:16 CALL four in f: phi(b4, b5).four()
      6:28 CALL d in f: d@s0()
      7:4 CALL five in f: phi(b4, b5).five()
      8:12 CALL e in f: e@s0()
      8:29 CALL six in f: x@s1.six()
      9:20 CALL seven in f.g: x@s1.seven()"
    `);
  });

  it('narrows by tests, guards and assertions', async () => {
    const facts = await scriptFacts(
      'a.ts',
      `
        function f(x: A | B | string | null, y: Shape) {
          if (x instanceof A) x.a(); else if (typeof x === 'string') x.trim();
          if (!x) return;
          if (y.kind === 'circle' && isRound(y)) y.area();
          switch (y.kind) { case 'square': y.side(); break; default: y.other(); }
          if ('key' in y) y.keyed();
          assert(x instanceof B);
          x.b();
          const z = x ?? make();
          z.go();
        }
      `,
      'sites',
    );
    expect(facts).toMatchInlineSnapshot(`
      "1:14 TYPE A in f: A@s0
      1:18 TYPE B in f: B@s0
      1:40 TYPE Shape in f: Shape@s0
      2:19 READ A in f: A@s0 {class_test}
      2:24 CALL a in f: instance_of(b1, A@s0).a()
      2:63 CALL trim in f: typeof(not_instance_of(b1, A@s0), "string").trim()
      4:8 READ kind in f: b2.kind
      4:29 CALL isRound in f: isRound@s0(member_is(b2, {kind: "circle"}))
      4:43 CALL area in f: guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: "circle"}))).area()
      5:12 READ kind in f: phi(guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: "circle"}))), phi(member_is_not(b2, {kind: "circle"}), not_guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: "circle"}))))).kind
      5:37 CALL side in f: member_is(phi(guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: "circle"}))), phi(member_is_not(b2, {kind: "circle"}), not_guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: ...}))))), {kind: "square"}).side()
      5:63 CALL other in f: member_is_not(phi(guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: "circle"}))), phi(member_is_not(b2, {kind: "circle"}), not_guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: ...}))))), {kind: "square"}).other()
      6:20 CALL keyed in f: has_key(phi(guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: "circle"}))), phi(member_is_not(b2, {kind: "circle"}), not_guard(member_is(b2, {kind: "circle"}), isRound@s0(member_is(b2, {kind: ...}))))), "key").keyed()
      7:22 READ B in f: B@s0 {class_test}
      7:2 CALL assert in f: assert@s0(boolean)
      8:4 CALL b in f: instance_of(truthy(b1), B@s0).b()
      9:17 CALL make in f: make@s0()
      10:4 CALL go in f: b3.go()"
    `);
  });

  it('remembers members within one function only', async () => {
    const facts = await scriptFacts(
      'a.ts',
      `
        class A {
          m() {
            this.x = make();
            this.x.now();
            const { p, q: [r], ...rest } = this.x;
            p.one(); r.two(); rest.three();
            [1].forEach(() => this.x.later());
          }
          static { this.s(); }
        }
      `,
      'sites',
    );
    expect(facts).toMatchInlineSnapshot(`
      "3:13 CALL make in A.m: make@s0()
      3:9 WRITE x in A.m: this(2, 0, 0).x
      4:9 READ x in A.m: this(2, 0, 0).x
      4:11 CALL now in A.m: assigned(this(2, 0, 0).x, make@s0()).now()
      5:40 READ x in A.m: this(2, 0, 0).x {argument}
      5:12 READ p in A.m: assigned(this(2, 0, 0).x, make@s0()).p
      5:15 READ q in A.m: assigned(this(2, 0, 0).x, make@s0()).q
      6:6 CALL one in A.m: b1.one()
      6:15 CALL two in A.m: b2.two()
      6:27 CALL three in A.m: b3.three()
      7:27 READ x in A.m: this(2, 0, 0).x
      7:29 CALL later in A.m: this(2, 0, 0).x.later()
      7:8 CALL forEach in A.m: [1].forEach(function lambda1)
      9:16 CALL s in A: class A.s()"
    `);
  });
});
