import { describe, expect, it } from 'vitest';
import { pythonFacts } from './testing/python-facts.js';

describe('Python: types', () => {
  it('reads annotations written as expressions and as text', async () => {
    const facts = await pythonFacts(
      `
        from m import A, B
        def f(a: "A", b: Optional["B[int]"], c: "m.A | None", d: Callable[[A], B], e: Literal["A", 1], g: Annotated[A, meta(B)], h: Union[A, "B"]) -> type[A]: ...
      `,
      'callables',
      'sites',
    );
    expect(facts).toMatchInlineSnapshot(`
      "f(a: A@s0, b: Optional@s0<B@s0<int@s0>>, c: m@s0.A | None, d: type_function(1, 0, 0), e: Literal@s0<type_literal("A"), type_literal(1)>, g: A@s0, h: Union@s0<A@s0, B@s0>) -> type@s0<A@s0>
      lambda(: A@s0) -> B@s0 {signature}
      2:10 TYPE A in f: A@s0
      2:27 TYPE B in f: B@s0
      2:43 TYPE A in f: m@s0.A
      2:67 TYPE A in f: A@s0
      2:71 TYPE B in f: B@s0
      2:108 TYPE A in f: A@s0
      2:116 READ B in f: b1 {argument}
      2:111 CALL meta in f: meta@s0(b1)
      2:130 TYPE A in f: A@s0
      2:134 TYPE B in f: B@s0
      2:147 TYPE A in f: A@s0"
    `);
  });

  it('reads casts, bounds and aliases', async () => {
    const facts = await pythonFacts(
      `
        from m import A
        x = cast("A", f())
        T = TypeVar("T", bound="A")
        Alias = Union["A", None]
        class C(Base["A"], Generic[T]): ...
      `,
      'bindings',
      'sites',
    );
    expect(facts).toMatchInlineSnapshot(`
      "b0 s0.A = import0 (IMPORT)
      b1 s0.x = cast(f@s0(), A@s0) (ASSIGNMENT) [x]
      b2 s0.T = TypeVar@s0("T", bound=A@s0) (ASSIGNMENT) [T]
      b3 s0.Alias = Union@s0<A@s0, None> (ASSIGNMENT) [Alias]
      b4 s0.C = class C (DEFINITION) [C]
      2:10 TYPE A in .: A@s0
      2:14 CALL f in .: f@s0()
      2:4 CALL cast in .: cast@s0(A@s0, f@s0())
      3:24 TYPE A in .: A@s0
      3:4 CALL TypeVar in .: TypeVar@s0("T", bound=A@s0)
      4:15 TYPE A in .: A@s0
      5:8 BASE Base in C: Base@s0
      5:14 TYPE A in C: A@s0
      5:19 BASE Generic in C: Generic@s0
      5:27 TYPE T in C: T@s0"
    `);
  });
});
