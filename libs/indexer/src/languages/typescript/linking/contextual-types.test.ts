import { it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

it('linking TypeScript: members of object literals take their types from the place of the literal', async () => {
  await checkCalls(`
        // file: a.ts
        export interface Observer<T> { next(value: T): void; error?: (e: Oops) => void; nested: { deep(x: Item): void } }
        export class Oops { fix() {} }
        export class Item { use() {} }
        export function subscribe<T>(source: T, observer: Observer<T>) {}
        export class Source<T> { on(handlers: Partial<Observer<T>>): this { return this; } }
        type Named = { go(item: Item): void; stop(): void };
        export function f(item: Item, s: Source<Item>) {
          subscribe(item, {  // -> subscribe
            next(v) { v.use(); },  // -> Item.use
            error: (e) => e.fix(),  // -> Oops.fix
            nested: { deep(x) { x.use(); } },  // -> Item.use
          });
          s.on({  // -> Source.on
            next: (v) => v.use(),  // -> Item.use
          });
        }
        // file: b.ts
        import { Item, Observer } from './a';
        type Named = { go(item: Item): void };
        const declared: Named = {
          go(i) { i.use(); },  // -> Item.use
        };
        export const returned = (): Named => ({
          go: (i) => i.use(),  // -> Item.use
        });
        export async function later(): Promise<Named> {
          return { go: (i) => i.use() };  // -> Item.use
        }
        const checked = {
          next(v) { v.use(); },  // -> Item.use
        } satisfies Partial<Observer<Item>>;
        const cast = {
          next(v) { v.use(); },  // -> Item.use
        } as Observer<Item>;
        const listed: Named[] = [{
          go: (i) => i.use(),  // -> Item.use
        }];
        const keyed: { [key: string]: (item: Item) => void } = {
          any: (i) => i.use(),  // -> Item.use
        };
        class K {
          named: Named = {
            go: (i) => i.use(),  // -> Item.use
          };
        }
        const untyped = {
          go: (i) => i.use(),  // -> none
        };
    `);
});

it('linking TypeScript: this in a member of a literal is what the place of the literal declares', async () => {
  await checkCalls(`
        // file: a.ts
        interface Shape { area(): number; scale(): void }
        const shape: Shape = {
          area() { return 1; },
          scale() { this.area(); },  // -> Shape.area
        };
        const plain = {
          area() { return 1; },
          scale() { this.area(); },  // -> plain.area
        };
    `);
});

it('linking TypeScript: a mapped type that gives functions another receiver keeps the members', async () => {
  await checkCalls(`
        // file: a.ts
        type Methods<T> = Partial<{ [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (this: T, ...args: A) => R : never }>;
        type Boxed<T> = { [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<string> : never };
        interface Shape { area(): Shape; scale(): void }
        function methods(): Methods<Shape> {
          return {
            area() { return this; },
            scale() { this.area().scale(); },  // -> Shape.area, Shape.scale
          };
        }
        function boxed(shape: Boxed<Shape>) {
          shape.area();  // -> none
        }
    `);
});

it('linking TypeScript: type arguments of an alias reach the parameters and the result of the function type', async () => {
  await checkCalls(`
        // file: a.ts
        class Item { go() {} }
        class Out { end() {} }
        type Unary<A, B> = (source: A) => B;
        type Operator<T, U> = Unary<Box<T>, Box<U>>;
        interface Box<T> { get(): T }
        const direct: Unary<Item, Out> = (item) => { item.go(); return make(); };  // -> Item.go, make
        direct(null!).end();  // -> direct, Out.end
        function make(): any {}
        function operator<T, U>(): Operator<T, U> {
          return (source) => { source.get(); return null!; };  // -> Box.get
        }
        function each<T>(items: T[], use: Unary<T, void>) {}
        each([new Item()], (item) => item.go());  // -> Item, each, Item.go
    `);
});
