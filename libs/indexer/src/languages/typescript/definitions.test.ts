import { describe, expect, it } from 'vitest';
import { scriptFacts } from './testing/script-facts.js';

describe('TypeScript: definitions', () => {
  it('finds classes with their members, accessors and parameter properties', async () => {
    const facts = await scriptFacts(
      'a.ts',
      `
        /** Doc. */
        @sealed()
        export abstract class A<T> extends B<T> implements C, ns.D<T> {
          static readonly count: number = 0;
          #secret = 1;
          constructor(private readonly dep: Dep, plain: string) { super(); }
          @log get size(): number { return 1; }
          set size(value: number) {}
          run = async () => {};
          abstract go(): void;
          over(a: string): void;
          over(a: any) {}
          static accessor live: boolean = true;
        }
      `,
      'definitions',
    );
    expect(facts).toMatchInlineSnapshot(`
      "2-14: CLASS class A bases(B@s0<T@s1>, implements C@s0, implements ns@s0.D<T@s1>) @sealed() [T] doc {abstract exported}
      4: FIELD field A.count : number {static readonly}
      5: FIELD field A.#secret {private}
      6: METHOD constructor A.constructor
      6: FIELD field A.dep : Dep {private readonly}
      7: METHOD getter A.size @log {property}
      8: METHOD setter A.size
      9: METHOD method A.run {async}
      10: METHOD method A.go {abstract}
      11: METHOD method A.over {overload}
      12: METHOD method A.over
      13: FIELD field A.live : boolean {static}"
    `);
  });

  it('finds interfaces, enums, aliases, namespaces and augmentations', async () => {
    const facts = await scriptFacts(
      'a.ts',
      `
        interface I extends J { a?: string; m<T>(x: T): void; get g(): number; set g(v: number); (x: string): void; [k: string]: any }
        const enum E { A = 1, 'B' }
        type U = 'x' | I;
        namespace N.M { export function f(): void {} export const x = 1; }
        declare module 'other' { interface Added { y: number } }
        declare global { interface Window { z: number } }
      `,
      'definitions',
    );
    expect(facts).toMatchInlineSnapshot(`
      "1: CLASS interface I bases(J@s0) {abstract}
      1: FIELD field I.a : string {optional}
      1: METHOD method I.m {abstract}
      1: FIELD field I.g : number
      2: CLASS enum E
      2: FIELD enum_member E.A {static readonly}
      2: FIELD enum_member E.B {static readonly}
      3: TYPE alias U : 'x' | I
      4: CLASS namespace N
      4: CLASS namespace N.M
      4: FUNCTION function N.M.f {exported}
      4: GLOBAL_VARIABLE constant N.M.x {exported readonly}
      5: CLASS interface Added {abstract ambient}
      5: FIELD field Added.y : number {ambient}
      6: CLASS interface Window {abstract ambient}
      6: FIELD field Window.z : number {ambient}"
    `);
  });

  it('names functions by where they stand', async () => {
    const facts = await scriptFacts(
      'a.js',
      `
        const f = () => {}, g = function inner() {}, { h } = make();
        export default function () {}
        exports.e = async function* () {};
        app.use = function use() {};
        const api = { load() {}, nested: { save: () => {} }, get now() { return 1; } };
        call({ handler() {} });
        function outer() { call({ handler() {} }); return { made() {} }; }
        setTimeout(function tick() {});
      `,
      'definitions',
    );
    expect(facts).toMatchInlineSnapshot(`
      "1: FUNCTION function f
      1: FUNCTION function g
      1: GLOBAL_VARIABLE constant h {readonly}
      2: FUNCTION function default {exported default_export}
      3: FUNCTION function e {async generator}
      4: FUNCTION function app.use
      5: GLOBAL_VARIABLE constant api {readonly}
      5: FUNCTION function api.load {object_member}
      5: FUNCTION function api.nested.save {object_member}
      5: FUNCTION function api.now {object_member}
      6: FUNCTION function handler {object_member}
      7: FUNCTION function outer
      7: FUNCTION function outer.made {object_member nested}
      8: FUNCTION function tick"
    `);
  });

  it('finds members that JavaScript assigns', async () => {
    const facts = await scriptFacts(
      'a.js',
      `
        class A { constructor() { this.x = 1; this.run = () => {}; } again() { this.x = 2; } }
        A.prototype.late = function () {};
        Object.assign(A.prototype, { mixed() {} });
        function Old() { this.y = 1; }
        Old.prototype = { first() {} };
        Old.prototype.second = function () {};
      `,
      'definitions',
      'members',
    );
    expect(facts).toMatchInlineSnapshot(`
      "1: CLASS class A
      1: METHOD constructor A.constructor
      1: FIELD field A.x {instance}
      1: METHOD method A.run {nested instance}
      1: METHOD method A.again
      2: METHOD method A.late
      3: METHOD method A.mixed
      4: FUNCTION function Old
      5: FUNCTION function Old.first
      6: FUNCTION function Old.second
      1: this(2, 0, 0).x = 1 [A.x]
      1: this(2, 0, 0).run = function A.run [A.run]
      1: this(4, 0, 0).x = 2
      2: b0.prototype.late = function A.late [A.late]
      4: this(7, 0, 0).y = 1
      5: b1.prototype.first = function Old.first [Old.first]
      6: b1.prototype.second = function Old.second [Old.second]"
    `);
  });
});
