import { describe, expect, it } from 'vitest';
import { pythonFacts } from './testing/python-facts.js';

describe('Python: imports', () => {
  it('gives every form of import', async () => {
    const facts = await pythonFacts(
      `
        from __future__ import annotations
        import a.b.c, d as e
        from . import f
        from ..g.h import (i as j, k,)
        from l import *
        if TYPE_CHECKING:
            from m import n
        def x():
            import o
        try:
            import p
        except ImportError: p = None
      `,
      'imports',
    );
    expect(facts).toMatchInlineSnapshot(`
      "1: import name __future__ # annotations as annotations
      2: import module a.b.c as a
      2: import namespace d as e
      3: import name . # f as f
      4: import name ..g.h # i as j
      4: import name ..g.h # k as k
      5: import star l
      7: import name m # n as n {type-only conditional}
      9: import module o as o {conditional}
      11: import module p as p {conditional}"
    `);
  });
});
