import { describe, it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

describe('linking Python: names', () => {
  it('follows imports, re-exports, stars and submodules', async () => {
    await checkCalls(`
        # file: pkg/__init__.py
        from .a import f as g, A
        from . import b
        from .c import *
        # file: pkg/a.py
        def f(): ...
        class A:
            def m(self): ...
        # file: pkg/b.py
        def f(): ...
        # file: pkg/c.py
        __all__ = ["shown"]
        def shown(): ...
        def hidden(): ...
        # file: pkg/sub/d.py
        from ..a import f
        from ...pkg import b as bb
        import pkg.a
        f()  # -> f
        bb.f()  # -> f
        pkg.a.f()  # -> f
        pkg.g()  # -> f
        # file: app.py
        import pkg
        import pkg.sub.d as d
        from pkg import *
        from pkg import g, A, b
        import pkg.a as pa
        pkg.g()  # -> f
        pkg.shown()  # -> shown
        pkg.hidden()  # -> none
        pkg.b.f()  # -> f
        A().m()  # -> A, A.m
        pa.f()  # -> f
        d.f()  # -> f
        if TYPE_CHECKING:
            from pkg.a import A as T
        def x(t: "T"):
            t.m()  # -> A.m
            from pkg.b import f
            f()  # -> f
    `);
  });

  it('keeps scopes, shadowing and builtins apart', async () => {
    await checkCalls(`
        def open(): ...
        class A:
            def len(self): ...
            def f(self):
                len(self)  # -> none
                open()  # -> open
                self.len()  # -> A.len
        def outer():
            def inner(): ...
            inner()  # -> outer.inner
            print()  # -> none
        inner()  # -> none
        def later():
            defined_after()  # -> defined_after
        def defined_after(): ...
        try:
            import fast
        except ImportError:
            fast = None
        fast.go()  # -> none
    `);
  });
});
