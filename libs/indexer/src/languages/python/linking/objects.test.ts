import { it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

it('linking Python: a class raised as it stands is constructed, an instance is not', async () => {
  await checkCalls(`
        class Problem(Exception):
            def __init__(self): ...
        known = Problem()
        def f(): raise Problem  # -> Problem, Problem.__init__
        def g(): raise known  # -> none
    `);
});

it('linking Python: what a yield gives is what the generator says it is sent', async () => {
  await checkCalls(`
        import typing as t
        class Request: ...
        class Response:
            def read(self): ...
        def flow(r: Request) -> t.Generator[Request, Response, None]:
            response = yield r
            response.read()  # -> Response.read
    `);
});

it('linking Python: deep type arguments keep what is near', async () => {
  await checkCalls(`
        class A:
            def f(self): ...
        items: list[tuple[A, dict[str, list[A]]]] = []
        for a, options in items:
            a.f()  # -> A.f
    `);
});

it('linking Python: a wrapper takes the place of what it wraps unless functools says otherwise', async () => {
  await checkCalls(`
        import functools
        def plain(f):
            def inner():
                f()  # -> one
            return inner
        def named(f):
            @functools.wraps(f)
            def inner():
                f()  # -> two
            return inner
        def updated(f):
            def inner(): ...
            return functools.update_wrapper(inner, f)
        def same(f): return f
        @plain
        def one(): ...
        @named
        def two(): ...
        @updated
        def three(): ...
        @same
        def four(): ...
        one()  # -> plain.inner
        two()  # -> two
        three()  # -> three
        four()  # -> four
    `);
});

it('linking Python: dictionaries hold what is put into them later', async () => {
  await checkCalls(`
        def a(): ...
        def b(): ...
        def c(): ...
        registry = {}
        def register(): registry["a"] = a
        registry["a"]()  # -> a
        for value in registry.values():
            value()  # -> a
        unknown = {}
        def put(key): unknown[key] = b
        unknown[input()]()  # -> b
        merged = {}
        merged.update({"c": c})
        merged["c"]()  # -> c
        made = dict(a=a)
        made["a"]()  # -> a
    `);
});

it('linking Python: named tuples and positional patterns take fields in order', async () => {
  await checkCalls(`
        import typing
        from dataclasses import dataclass
        class R:
            def read(self): ...
        class S:
            def send(self): ...
        class Pair(typing.NamedTuple):
            r: R
            s: S
        @dataclass
        class Point:
            r: R
            s: S
        def f(pair: Pair, point: Point):
            r, s = pair
            r.read()  # -> R.read
            pair[1].send()  # -> S.send
            match point:
                case Point(rr, ss): ss.send()  # -> S.send
                case Point(r=q): q.read()  # -> R.read
    `);
});

it('linking Python: a base class calls what it leaves to its subclasses', async () => {
  await checkCalls(`
        # file: base.py
        class Base:
            def run(self):
                self.step()  # -> A.step, B.step
                self.other()  # -> none
        class Mixin:
            def go(self): self.helper()  # -> Helper.helper
        class Helper:
            def helper(self): ...
        # file: sub.py
        from base import Base, Mixin, Helper
        class A(Base):
            def step(self): ...
        class Middle(Base): ...
        class B(Middle):
            def step(self): ...
        class Both(Mixin, Helper): ...
        class Unrelated:
            def other(self): ...
    `);
});

it('linking Python: nothing elsewhere in the tree hides a module of the standard library', async () => {
  await checkCalls(`
        # file: tests/typing/sample.py
        def cast(kind, value): ...
        # file: tests/typing.py
        def cast(kind, value): ...
        # file: src/pkg/__init__.py
        # file: src/pkg/main.py
        import typing as t
        class A:
            def f(self): ...
        def g(x): t.cast(A, x).f()  # -> A.f
    `);
});

it('linking Python: what tests pass and assign is nothing that the product does', async () => {
  await checkCalls(`
        # file: pkg/__init__.py
        # file: pkg/lib.py
        class Base:
            def go(self): self.step()  # -> none
        def run(hook): hook()  # -> used
        def used(): ...
        def start(): run(used)  # -> run
        # file: tests/test_lib.py
        import pkg.lib
        from pkg.lib import run, Base
        def mine(): ...
        class Sub(Base):
            def step(self): ...
        run(mine)  # -> run
        pkg.lib.used = mine
    `);
});
