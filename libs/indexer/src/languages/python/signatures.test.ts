import { describe, expect, it } from 'vitest';
import { pythonFacts } from './testing/python-facts.js';

describe('Python: signatures and bodies of callables', () => {
  it('tells kinds, defaults and types of parameters', async () => {
    const facts = await pythonFacts(
      `
        def f(a, /, b: int = 1, *args: str, c: "X", **kw: Any) -> "Y | None": ...
        lambda x, *y, z=1: x
      `,
      'callables',
    );
    expect(facts).toMatchInlineSnapshot(`
      "f(a, b: int@s0 = 1, *args: str@s0, c: X@s0, **kw: Any@s0) -> Y@s0 | None
      lambda(x, *y, z = 1) returns b6 {arrow}"
    `);
  });

  it('collects returns and yields', async () => {
    const facts = await pythonFacts(
      `
        def f(x):
            if x: return 1
            return g(x)
        def gen():
            got = yield 1
            yield from other()
        async def agen():
            async for x in y: yield await x
        def falls(x):
            if x: return x
      `,
      'callables',
    );
    expect(facts).toMatchInlineSnapshot(`
      "f(x) returns 1 returns g@s1(falsy(b0))
      gen() yields 1 yields element(other@s2()) {generator}
      agen() yields await(b4) {async generator}
      falls(x) returns truthy(b6) returns none"
    `);
  });
});
