import { describe, expect, it } from 'vitest';
import { checkCalls } from '../../linking/testing/check-calls.js';
import { scriptFacts } from './testing/script-facts.js';
import { withoutNewSyntax } from './modern-syntax.js';

/** Parts of a text that are left out for reading. */
function leftOut(text: string): string {
  const read = withoutNewSyntax(text) ?? text;
  return Array.from({ length: text.length }, (_none, at) => (read[at] === text[at] ? '' : text.charAt(at))).join('');
}

describe('TypeScript: syntax newer than the grammar', () => {
  it.each([
    ["export type * from './a';", 'type'],
    ["export type * as a from './a';", 'type'],
    ["import defer * as a from './a';", 'defer'],
    ["import source a from './a';", 'source'],
    ["export { a } from './a' with { type: 'json' };", "with{type:'json'}"],
    ["type A = import('./a', { with: { mode: 'import' } }).B;", ",{with:{mode:'import'}}"],
    ["type A = import('./a').B<C<D>>;", '<C<D>>'],
    ['interface Box<in out T, out U = T> {}', 'inoutout'],
    ['class A { static accessor a = 1; private readonly accessor #b = 2; }', 'accessoraccessor'],
    ['class A { static [key: string]: number }', 'static'],
    ['function f() { using a = b; await using c: D = e; }', 'usingawaitusing'],
  ])('reads %s without %s', async (text, unread) => {
    expect(leftOut(text).replaceAll(' ', '')).toBe(unread);
    expect(await scriptFacts('a.ts', text, 'problems')).toBe('');
  });

  it.each([
    'class A { static [key]: string = 1; static [f()](): void {} }',
    'const accessor = 1; f(a < out, b > c);',
    'let type = 2;',
  ])('leaves alone %s', (text) => {
    expect(withoutNewSyntax(text)).toBeUndefined();
  });

  it('links what stands in such syntax and after it', async () => {
    await checkCalls(`
      // file: lib.ts
      export class Item { go() {} static make() { return new Item(); } }
      // file: use.ts
      export type * from './lib';
      import defer * as lib from './lib';
      class Box<in out T extends lib.Item> {
        static accessor shared = new lib.Item(); // -> Item
        accessor own: T;
        use() { this.own.go(); Box.shared.go(); } // -> Item.go
      }
      export async function all(items: AsyncIterable<lib.Item>) {
        using first = lib.Item.make(); // -> Item.make
        first.go(); // -> Item.go
        for (using item of [new lib.Item()]) item.go(); // -> Item, Item.go
        for await (using item of items) item.go(); // -> Item.go
      }
    `);
  });

  it('reads what the grammar knows of new syntax', async () => {
    await checkCalls(`
      // file: a.ts
      import data from './data.json' with { type: 'json' };
      class Item { go() { return this; } }
      function mark(value: unknown, context: ClassMethodDecoratorContext) { context.metadata; }
      const make = <const T,>(value: T) => value;
      const table = { item: new Item() } as const satisfies Record<string, Item>; // -> Item
      class Owner<const T> {
        @mark run() { this.#hidden.go(); } // -> Item.go, mark
        #hidden = new Item();
        static { table.item.go(); } // -> Item.go
      }
      type Made = abstract new (...args: never[]) => Item;
      function build(kind: Made, item?: Item) {
        item ??= make(new Item()); // -> Item, make
        item?.go?.().go(); // -> Item.go
      }
    `);
  });
});
