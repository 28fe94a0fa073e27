import { expect, it } from 'vitest';
import { pythonFacts } from './testing/python-facts.js';

it('Python: definitions: gives functions, methods and classes with their whole range and kind', async () => {
  const facts = await pythonFacts(
    `
        """Doc."""
        @deco
        class A(Base, metaclass=M):
            """Doc of A."""

            def __init__(self): ...
            @staticmethod
            def s(): ...
            @classmethod
            async def c(cls): ...
            @property
            def p(self): ...
            @p.setter
            def p(self, v): ...
            @functools.cached_property
            def q(self): ...
            def _g(self):
                yield 1
                # trailing comment

            class Inner: pass
        def outer():
            def inner(): pass
            class Local: pass
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "2-21: CLASS class A bases(Base@s0, metaclass M@s0) @deco doc
      6: METHOD constructor A.__init__
      7-8: METHOD static A.s @staticmethod {static}
      9-10: METHOD class A.c @classmethod {async class_method}
      11-12: METHOD getter A.p @property {property}
      13-14: METHOD setter A.p @p.setter
      15-16: METHOD getter A.q @functools.cached_property {property}
      17-18: METHOD method A._g {generator protected}
      21: CLASS class A.Inner
      22-24: FUNCTION function outer
      23: FUNCTION function outer.inner {nested}
      24: CLASS class outer.Local {nested}"
    `);
});

it('Python: definitions: gives members that stand under conditions to the class around', async () => {
  const facts = await pythonFacts(
    `
        class A:
            if X:
                def f(self): ...
            else:
                def f(self): ...
            try:
                y = 1
            finally:
                z = 2
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1-9: CLASS class A
      3: METHOD method A.f
      5: METHOD method A.f
      7: FIELD field A.y
      9: FIELD field A.z"
    `);
});

it('Python: definitions: makes a field of the first assignment through self, once per class', async () => {
  const facts = await pythonFacts(
    `
        class A:
            declared: int
            shared = 1
            def __init__(self, x):
                self.x = self.y = x
                self.declared = x
                self.a, (self.b, *self.c) = x
                self.typed: int = 1
                other.z = 1
            def g(this):
                this.x = 2
                this.late = 1
                def nested():
                    this.deep = 1
            @property
            def p(self): ...
            @p.setter
            def p(self, v): self._p = v
            def set(self): self.p = 1
            @classmethod
            def make(cls): cls.registry = {}
            @staticmethod
            def st(self): self.no = 1
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1-23: CLASS class A
      2: FIELD field A.declared : int
      3: FIELD field A.shared
      4-9: METHOD constructor A.__init__
      5: FIELD field A.y {instance}
      5: FIELD field A.x {instance}
      7: FIELD field A.a {instance}
      7: FIELD field A.b {instance}
      7: FIELD field A.c {instance}
      8: FIELD field A.typed : int {instance}
      10-14: METHOD method A.g
      12: FIELD field A.late {instance}
      13-14: FUNCTION function A.g.nested {nested}
      14: FIELD field A.deep {instance}
      15-16: METHOD getter A.p @property {property}
      17-18: METHOD setter A.p @p.setter
      18: FIELD field A._p {protected instance}
      19: METHOD method A.set
      20-21: METHOD class A.make @classmethod {class_method}
      21: FIELD field A.registry
      22-23: METHOD static A.st @staticmethod {static}"
    `);
});

it('Python: definitions: makes fields of slots, enum members and dataclass fields', async () => {
  const facts = await pythonFacts(
    `
        class A:
            __slots__ = ("a", "b")
            def __init__(self): self.a = 1
        class Color(enum.Enum):
            RED = 1
            _ignore_ = []
        @dataclass
        class D:
            x: int = 0
            y: "list[str]" = field(default_factory=list)
        class P(Protocol[T]): ...
        class Q(abc.ABC):
            @abc.abstractmethod
            def f(self): ...
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1-3: CLASS class A
      2: FIELD field A.__slots__
      3: METHOD constructor A.__init__
      3: FIELD field A.a {instance}
      2: FIELD field A.b {instance}
      4-6: CLASS enum Color bases(enum@s0.Enum)
      5: FIELD enum_member Color.RED
      6: FIELD field Color._ignore_ {protected}
      7-10: CLASS class D @dataclass
      9: FIELD field D.x : int
      10: FIELD field D.y : "list[str]"
      11: CLASS interface P bases(Protocol@s0<T@s0>)
      12-14: CLASS class Q bases(abc@s0.ABC) {abstract}
      13-14: METHOD method Q.f @abc.abstractmethod {abstract}"
    `);
});

it('Python: definitions: makes global variables of every form of assignment at module level', async () => {
  const facts = await pythonFacts(
    `
        A = 1
        b, (c, *d) = x
        for e in y: pass
        with open(f) as g: pass
        if (h := 1): pass
        i: int
        A = 2
        B += 1
        try:
            import json
        except ImportError:
            json = None
        J: TypeAlias = "int | str"
        type K[T] = list[T]
        def f():
            global made
            made = 1
            local = 2
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1: GLOBAL_VARIABLE constant A
      2: GLOBAL_VARIABLE variable b
      2: GLOBAL_VARIABLE variable c
      2: GLOBAL_VARIABLE variable d
      3: GLOBAL_VARIABLE variable e
      4: GLOBAL_VARIABLE variable g
      5: GLOBAL_VARIABLE variable h
      6: GLOBAL_VARIABLE variable i : int
      12: GLOBAL_VARIABLE variable json
      13: GLOBAL_VARIABLE alias J
      14: TYPE alias K [T] : list[T]
      15-18: FUNCTION function f
      17: GLOBAL_VARIABLE variable made"
    `);
});

it('Python: definitions: keeps redefinitions and overloads apart', async () => {
  const facts = await pythonFacts(
    `
        @overload
        def f(x: int) -> int: ...
        @typing.overload
        def f(x: str) -> str: ...
        def f(x): return x
        def f(): ...
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1-2: FUNCTION function f @overload {overload}
      3-4: FUNCTION function f @typing.overload {overload}
      5: FUNCTION function f
      6: FUNCTION function f"
    `);
});

it('Python: definitions: marks definitions for the type checker only', async () => {
  const facts = await pythonFacts(
    `
        if TYPE_CHECKING:
            class A: ...
            def f(): ...
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "2: CLASS class A {ambient}
      3: FUNCTION function f {ambient}"
    `);
});

it('Python: definitions: ends definitions at their last statement', async () => {
  const facts = await pythonFacts(
    `
        def f():
            if x:
                return 1
            # comment

        # far comment
        class A: x = 1; y = 2
      `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1-3: FUNCTION function f
      7: CLASS class A
      7: FIELD field A.x
      7: FIELD field A.y"
    `);
});

it('Python: definitions: reads what is left around syntax errors', async () => {
  const facts = await pythonFacts(
    `
        def ok(): return 1
        def broken(:
            x = 1
        class Fine:
            def m(self): return (
            def n(self): pass
        y = 3
      `,
    'definitions',
    'problems',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1: FUNCTION function ok
      2-3: FUNCTION function broken
      4-6: CLASS class Fine
      5: METHOD method Fine.m
      6: METHOD method Fine.n
      7: GLOBAL_VARIABLE variable y
      4-7: syntax_error
      6-7: syntax_error
      2-2: missing_token"
    `);
});

it('Python: definitions: reads type parameters with bounds and defaults', async () => {
  const facts = await pythonFacts(
    `
        def f[T: int, *Ts, **P](x: T, *a: *Ts) -> T: ...
        class C[T = Default](Base[T]): ...
      `,
    'definitions',
    'callables',
  );
  expect(facts).toMatchInlineSnapshot(`
      "1: FUNCTION function f [T, Ts, P]
      2: CLASS class C bases(Base@s3<T@s3>) [T]
      f(x: T@s1, *a: spread(Ts@s1)) -> T@s1"
    `);
});
