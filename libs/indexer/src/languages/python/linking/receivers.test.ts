import { it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

it('linking Python: receivers of calls: types instances by construction, assignment and declaration', async () => {
  await checkCalls(`
        from typing import Optional
        class A:
            def f(self): ...
        class B(A):
            def f(self): ...
        a = A()  # -> A
        a.f()  # -> A.f
        b: A = make()
        b.f()  # -> A.f
        def g(x: A, y: "B", z: A | None, w: Optional[B] = None):
            x.f()  # -> A.f
            y.f()  # -> B.f
            z.f()  # -> A.f
            if w: w.f()  # -> B.f
            x = B()  # -> B
            x.f()  # -> B.f
        unknown().f()  # -> none
        def h(u):
            u.f()  # -> none
    `);
});

it('linking Python: receivers of calls: finds methods along C3 and through super', async () => {
  await checkCalls(`
        class A:
            def __init__(self): ...
            def f(self): ...
        class B(A):
            def f(self):
                super().f()  # -> A.f
            def g(self):
                self.f()  # -> B.f
        class C(A):
            def f(self):
                super().f()  # -> A.f
                super(C, self).f()  # -> A.f
                A.f(self)  # -> A.f
        class D(B, C):
            def h(self):
                super().f()  # -> B.f
            @classmethod
            def make(cls):
                x = cls()  # -> D, A.__init__
                x.f()  # -> B.f
                return x
        D.make().h()  # -> D.make, D.h
    `);
});

it('linking Python: receivers of calls: reads fields by what the class assigns and declares', async () => {
  await checkCalls(`
        class Engine:
            def start(self): ...
        class Fast(Engine):
            def start(self): ...
        class Car:
            spare: Engine
            default = Fast()
            def __init__(self, other: Engine, given):
                self.engine = Engine()
                self.maybe = None
                self.other = other
                self.given = given
                self.both = Engine() if given else Fast()
            def late(self):
                self.maybe = Fast()
            def run(self):
                self.engine.start()  # -> Engine.start, Fast.start
                self.spare.start()  # -> Engine.start
                self.default.start()  # -> Fast.start
                self.maybe.start()  # -> Fast.start
                self.other.start()  # -> Engine.start
                self.both.start()  # -> Engine.start, Fast.start
                self.engine = Fast()
                self.engine.start()  # -> Fast.start
                if isinstance(self.other, Fast):
                    self.other.start()  # -> Fast.start
    `);
});

it('linking Python: receivers of calls: narrows unions by tests', async () => {
  await checkCalls(`
        class A:
            def f(self): ...
        class B:
            def f(self): ...
        def g(x: A | B, y: A | B | None):
            x.f()  # -> A.f, B.f
            if isinstance(x, A):
                x.f()  # -> A.f
            else:
                x.f()  # -> B.f
            if not isinstance(y, B): return
            y.f()  # -> B.f
        def h(x: object, k: type):
            assert isinstance(x, (A, B))
            x.f()  # -> A.f, B.f
            match x:
                case A():
                    x.f()  # -> A.f
                case B() as b:
                    b.f()  # -> B.f
            if issubclass(k, A):
                k().f()  # -> A, A.f
    `);
});

it('linking Python: receivers of calls: follows returns, generators, coroutines and context managers', async () => {
  await checkCalls(`
        import contextlib
        from contextlib import contextmanager, asynccontextmanager
        class A:
            def f(self): ...
            def __enter__(self): return self
            def __exit__(self, *e): ...
            async def __aenter__(self) -> "A": return self
            async def __aexit__(self, *e): ...
            def __iter__(self): yield A()
            def chain(self): return self
            async def later(self): return A()
        def make(): return A()
        def many():
            yield A()
        async def amany():
            yield A()
        @contextmanager
        def managed():
            yield A()
        @contextlib.asynccontextmanager
        async def amanaged():
            yield A()
        make().f()  # -> make, A.f
        make().chain().chain().f()  # -> make, A.chain, A.f
        for x in many():
            x.f()  # -> A.f
        with A() as y:
            y.f()  # -> A.f
        with managed() as z:
            z.f()  # -> A.f
        for w in A():
            w.f()  # -> A.f
        async def main():
            async with A() as a:
                a.f()  # -> A.f
            async with amanaged() as b:
                b.f()  # -> A.f
            async for c in amany():
                c.f()  # -> A.f
            (await A().later()).f()  # -> A, A.later, A.f
            await a.later().f()  # -> A.later
        next(many()).f()  # -> many, A.f
    `);
});

it('linking Python: receivers of calls: looks into containers', async () => {
  await checkCalls(`
        from collections import defaultdict, deque
        from typing import Iterable, Mapping
        import collections.abc
        class A:
            def f(self): ...
        class B:
            def f(self): ...
        items = [A()]
        items[0].f()  # -> A.f
        for i in items:
            i.f()  # -> A.f
        [j.f() for j in items]  # -> A.f
        t = (A(), B())
        t[1].f()  # -> B.f
        p, q = t
        p.f()  # -> A.f
        d = {"a": A(), "b": B()}
        d["a"].f()  # -> A.f
        for k, v in d.items():
            v.f()  # -> A.f, B.f
        for i, e in enumerate(items):
            e.f()  # -> A.f
        for a, b in zip(items, [B()]):
            a.f()  # -> A.f
            b.f()  # -> B.f
        more = []
        more.append(A())
        more[0].f()  # -> A.f
        sorted(items)[0].f()  # -> A.f
        def g(xs: list[A], m: dict[str, B], it: Iterable[A], mp: collections.abc.Mapping[str, A], dd: defaultdict[str, list[A]], tt: tuple[A, ...]):
            xs[0].f()  # -> A.f
            xs.pop().f()  # -> A.f
            m.get("x").f()  # -> B.f
            for v in m.values():
                v.f()  # -> B.f
            for x in it:
                x.f()  # -> A.f
            mp["k"].f()  # -> A.f
            dd["k"][0].f()  # -> A.f
            for y in reversed(xs):
                y.f()  # -> A.f
            for z in tt:
                z.f()  # -> A.f
            xs[1:][0].f()  # -> A.f
            min(xs).f()  # -> A.f
            max(xs, key=len).f()  # -> A.f
            list(it)[0].f()  # -> A.f
            next(iter(xs)).f()  # -> A.f
            (m.get("x") or B()).f()  # -> B, B.f
            [*xs][0].f()  # -> A.f
            map(lambda e: e.f(), xs)  # -> A.f
            filter(None, xs)
    `);
});

it('linking Python: receivers of calls: reads properties, cached properties and descriptors of classes', async () => {
  await checkCalls(`
        import functools
        class B:
            def f(self): ...
        class A:
            @property
            def p(self): return B()
            @property
            def q(self) -> B: ...
            @functools.cached_property
            def c(self): return B()
            @staticmethod
            def s(): return B()
            @classmethod
            def k(cls) -> "A": ...
        a = A()
        a.p.f()  # -> B.f
        a.q.f()  # -> B.f
        a.c.f()  # -> B.f
        a.s().f()  # -> A.s, B.f
        A.k().p.f()  # -> A.k, B.f
    `);
});

it('linking Python: receivers of calls: knows Self, generics, type variables and protocols', async () => {
  await checkCalls(`
        from typing import Generic, TypeVar, Protocol, Self, Type, Callable
        T = TypeVar("T")
        class A:
            def f(self) -> Self: ...
            @classmethod
            def new(cls) -> Self: ...
        class B(A):
            def g(self): ...
        class Box(Generic[T]):
            def __init__(self, item: T): self.item = item
            def get(self) -> T: ...
        class P(Protocol):
            def run(self): ...
        def same(x: T) -> T: ...
        def build(k: Type[T]) -> T: ...
        class New[U]:
            def get(self) -> U: ...
        def first[V](xs: list[V]) -> V: ...
        B().f().g()  # -> B, A.f, B.g
        B.new().g()  # -> A.new, B.g
        same(B()).g()  # -> B, same, B.g
        Box(B()).get().g()  # -> B, Box, Box.__init__, Box.get, B.g
        Box(B()).item.g()  # -> B, Box, Box.__init__, B.g
        def h(b: Box[B], p: P, n: New[B], c: Callable[[], B]):
            b.get().g()  # -> Box.get, B.g
            p.run()  # -> P.run
            n.get().g()  # -> New.get, B.g
            c().g()  # -> B.g
        first([B()]).g()  # -> B, first, B.g
    `);
});

it('linking Python: receivers of calls: constructs through inherited constructors, __new__, dataclasses, named tuples and enums', async () => {
  await checkCalls(`
        import enum
        from dataclasses import dataclass, field, replace
        from typing import NamedTuple
        class A:
            def __init__(self): ...
        class B(A): ...
        class C:
            def __new__(cls): return super().__new__(cls)
            def f(self): ...
        class E(enum.Enum):
            X = 1
            def f(self): ...
            @classmethod
            def parse(cls, s): return cls(s)
        @dataclass
        class D:
            c: C
            cs: list[C] = field(default_factory=list)
        class N(NamedTuple):
            c: C
        B()  # -> B, A.__init__
        C().f()  # -> C, C.__new__, C.f
        E.X.f()  # -> E.f
        for e in E:
            e.f()  # -> E.f
        E("x").f()  # -> E, E.f
        E["X"].f()  # -> E.f
        E.parse("x").f()  # -> E.parse, E.f
        def g(d: D, n: N):
            d.c.f()  # -> C.f
            d.cs[0].f()  # -> C.f
            n.c.f()  # -> C.f
            replace(d, c=C()).c.f()  # -> C, C.__new__, C.f
    `);
});
