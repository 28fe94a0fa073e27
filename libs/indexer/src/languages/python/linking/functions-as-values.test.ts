import { describe, it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

describe('linking Python: functions as values', () => {
  it('follows callbacks, partials, decorators and tables', async () => {
    await checkCalls(`
        import functools
        from functools import partial, wraps
        class A:
            def f(self): ...
            def g(self): return A()
        def one(): return A()
        def two(): ...
        def apply(fn): return fn()  # -> one
        apply(one).f()  # -> apply, A.f
        table = {"a": one, "b": two}
        table["a"]().f()  # -> one, A.f
        table[key]()  # -> one, two
        h = one
        h()  # -> one
        partial(one)().f()  # -> one, A.f
        (lambda: one())()  # -> one
        m = A().g  # -> A
        m().f()  # -> A.g, A.f
        def deco(fn):
            @wraps(fn)
            def inner(*args): return fn(*args)
            return inner
        @deco
        def three(): return A()
        three()  # -> three
        @functools.lru_cache(maxsize=None)
        def four(): return A()
        four().f()  # -> four, A.f
        @unknown.decorator
        def five(): return A()
        five()  # -> five
        class Callable:
            def __call__(self): return A()
        Callable()().f()  # -> Callable, Callable.__call__, A.f
        getattr(A(), "f")()  # -> A, A.f
    `);
  });
});
