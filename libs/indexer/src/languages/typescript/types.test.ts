import { describe, expect, it } from 'vitest';
import { scriptFacts } from './testing/script-facts.js';

describe('TypeScript: types', () => {
  it('reads declared types of parameters and results', async () => {
    const facts = await scriptFacts(
      'a.ts',
      `
        function a<const T extends K = D>(this: W, x: T[], y?: Map<string, T>, ...rest: [n: number, ...m: string[]]): Promise<T> {}
        function b(x: unknown): x is A.B {}
        function c(x: unknown): asserts x is C {}
        const d = (x: typeof a, y: keyof T, z: T['k'], f: new () => T, o: { p: string; q(): void }) => x;
        function e(x: T extends (infer U)[] ? U : never, y: { [K in keyof T]?: T[K] }, z: \`a\${string}\`): unique symbol {}
      `,
      'callables',
    );
    expect(facts).toMatchInlineSnapshot(`
      "a(this: W@s0 = ?, x: type_array(T@s1) = ?, y: Map@s0<string, T@s1> = ?, *rest: <number, spread(string)> = ?) -> Promise@s0<T@s1>
      b(x: unknown = ?) -> type_predicate(2, 35, 0)
      c(x: unknown = ?) -> type_predicate(2, 37, 1)
      d(x: type_query(b0) = ?, y: type_keyof(T@s0) = ?, z: T@s0[type_literal("k")] = ?, f: type_function(4, 1, 0) = ?, o: <{p: string, q: type_function(5, 0, 0)}> = ?) returns b10 {arrow}
      lambda() -> T@s0 {signature}
      lambda() -> void {signature}
      e(x: type_conditional(41, 13, 0) = ?, y: type_mapped(17, 14, 9) = ?, z: string = ?) -> unique symbol"
    `);
  });

  it('reads JSDoc types in JavaScript', async () => {
    const facts = await scriptFacts(
      'a.js',
      `
        /**
         * @param {Array<Foo>} list
         * @param {?Bar=} [option] What.
         * @returns {Promise<ns.Baz|string>}
         */
        function f(list, option) {}
        /** @type {Map<string, Foo[]>} */
        const map = make();
      `,
      'callables',
      'bindings',
    );
    expect(facts).toMatchInlineSnapshot(`
      "f(list: type_array(Foo@s0) = ?, option: Bar@s0 = ?) -> Promise@s0<ns@s0.Baz | string>
      b0 s0.f = function f (DEFINITION) [f]
      b1 s1.list: type_array(Foo@s0) = p0.0 (PARAMETER)
      b2 s1.option: Bar@s0 = p0.1 (PARAMETER)
      b3 s0.map: Map@s0<string, type_array(Foo@s0)> = make@s0() (ASSIGNMENT) [map]"
    `);
  });
});
