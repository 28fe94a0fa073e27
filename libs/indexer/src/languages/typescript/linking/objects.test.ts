import { expect, it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';
import { edgesOf } from '../../../linking/testing/link-sources.js';

it('linking JavaScript: prototypes of functions and of literals', async () => {
  await checkCalls(`
        // file: a.js
        function Base() { this.own = () => {}; }
        Base.prototype.shared = function () {};
        function Made() {}
        Made.prototype = new Base();
        Made.prototype.late = function () {};
        const made = new Made();  // -> Made
        made.shared();  // -> Base.shared
        made.own();  // -> Base.own
        made.late();  // -> Made.late
        const base = new Base();  // -> Base
        base.late();  // -> none
        const literal = { __proto__: { inherited() {} } };
        literal.inherited();  // -> literal.__proto__.inherited
        const parent = { hello() {} };
        const set = { greet() { super.hello(); } };  // -> parent.hello
        Object.setPrototypeOf(set, parent);
        set.hello();  // -> parent.hello
        const assigned = { greet() { super.hello(); } };  // -> parent.hello
        assigned.__proto__ = parent;
    `);
});

it('linking JavaScript: members defined by descriptors', async () => {
  await checkCalls(`
        // file: a.js
        function f() {}
        function g() {}
        const o = {};
        Object.defineProperty(o, 'one', { value: f });
        const descriptor = { get() { return g; } };
        Object.defineProperties(o, { two: descriptor });
        o.one();  // -> f
        o.two();  // -> g
    `);
});

it('linking JavaScript: the top of a CommonJS module is what it exports, a static initialiser sees the class', async () => {
  await checkCalls(`
        // file: a.js
        this.up = function up() {};
        this.up();  // -> up
        class A {
          static f() {}
          g() {}
        }
        class B extends A {
          static made = super.f();  // -> A.f
          other = super.g();  // -> A.g
        }
        // file: b.js
        const a = require('./a');
        a.up();  // -> up
    `);
});

it('linking JavaScript: a field assigned in several methods holds what each assigns', async () => {
  await checkCalls(`
        // file: a.js
        function one() {}
        function two() {}
        class A {
          constructor() { this.f = one; }
          change() { this.f = two; }
          run() { this.f(); }  // -> one, two
        }
    `);
});

it('linking JavaScript: the default of a parameter counts where some call leaves it out', async () => {
  await checkCalls(`
        // file: a.js
        function one() {}
        function two() {}
        function always(f = one) { f(); }  // -> two
        function mostly(f = one) { f(); }  // -> one, two
        export function shown(f = one) { f(); }  // -> one, two
        function handed(f = one) { f(); }  // -> one, two
        always(two);
        mostly(two);
        mostly();
        shown(two);
        handed(two);
        [1].forEach(handed);
    `);
});

it('linking TypeScript: an alias that names a class is a base, one that an operator makes is none', async () => {
  const edges = await edgesOf(
    {
      'a.ts': `
        interface A { m(): void }
        interface B<T> { n(): T }
        type Same = A;
        type Applied = B<string>;
        type Less = Omit<A, 'm'>;
        type Both = A & B<string>;
        interface One extends Same {}
        interface Two extends Applied {}
        interface Three extends Less {}
        interface Four extends Both {}
      `,
    },
    'INHERITS',
  );
  expect(edges).toEqual(['INHERITS a.ts:One -> a.ts:A', 'INHERITS a.ts:Two -> a.ts:B']);
});
