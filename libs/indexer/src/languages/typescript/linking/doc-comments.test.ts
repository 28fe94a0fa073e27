import { expect, it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';
import { scriptFacts } from '../testing/script-facts.js';

it('linking JavaScript: types that comments declare and name', async () => {
  await checkCalls(`
        // file: lib/hook.js
        class Item { use() {} }
        /** @template T */
        class Hook {
          /** @param {T} first */
          constructor(first) { this.first = first; }
          /** @returns {T} */
          get() { return this.first; }
        }
        /**
         * @typedef {object} Options
         * @property {Item} item the item
         * @property {((x: Item) => Hook<Item>)=} make
         */
        /**
         * @callback Handler
         * @param {Item} item
         * @returns {Hook<Item>}
         */
        /** @this {Hook<Item>} */
        function delegate() {
          this.get().use();  // -> Hook.get, Item.use
        }
        /** @type {Handler} */
        const handle = (it) => {
          it.use();  // -> Item.use
        };
        module.exports = Hook;
        module.exports.Item = Item;
        // file: lib/use.js
        /** @typedef {import('./hook').Options} Options */
        /** @typedef {import('./hook')<string>} Texts */
        /** @import { Handler as Handling } from './hook' */
        /**
         * @param {Options} options
         * @param {import('./hook').Item[]} items
         * @param {Handling} handler
         * @param {Texts} texts
         * @param {Record<string, import('./hook').Item>} named
         */
        function run(options, items, handler, texts, named) {
          options.item.use();  // -> Item.use
          options.make(1).get().use();  // -> Hook.get, Item.use
          items[0].use();  // -> Item.use
          handler(1).get().use();  // -> Hook.get, Item.use
          texts.get();  // -> Hook.get
          named.first.use();  // -> Item.use
          (/** @type {import('./hook').Item} */ (unknown())).use();  // -> Item.use
        }
        /**
         * @param {object} options
         * @param {import('./hook').Item} options.item
         * @param {function(import('./hook').Item): string} back
         */
        function destructured({ item }, back) {
          item.use();  // -> Item.use
        }
        /**
         * @template {import('./hook').Item} T
         * @param {T} given
         * @returns {T}
         */
        function same(given) {
          given.use();  // -> Item.use
          return given;
        }
        /** @param {import('nowhere').Item} item */
        function foreign(item) {
          item.use();  // -> none
        }
    `);
});

it('JavaScript: a comment defines a type, but not by naming one elsewhere', async () => {
  const facts = await scriptFacts(
    'a.js',
    `
      /** @typedef {{ name: string }} Named a type of its own */
      /** @typedef {import('./b').B} B */
    `,
    'definitions',
  );
  expect(facts).toMatchInlineSnapshot(`"1: TYPE alias Named : { name: string } doc {exported}"`);
});

it('linking TypeScript: elements by number, keys by index signature, the class of an object', async () => {
  await checkCalls(`
        // file: a.ts
        export class Item { use() {} static make() { return new Item(); } more() {
          (this.constructor as typeof Item).make();  // -> Item.make
          const { make } = this.constructor;
          make();  // -> Item.make
        } }
        interface Named<T> { [name: string]: T }
        function numbered(items: Item[], lists: ReadonlyArray<Item[]>) {
          items[0].use();  // -> Item.use
          lists[0]![1]!.use();  // -> Item.use
        }
        function keyed(named: Named<Item>, record: Record<string, Item>, shape: { [key: string]: Item }, key: string) {
          named.first.use();  // -> Item.use
          named[key].use();  // -> Item.use
          record.first.use();  // -> Item.use
          shape[key].use();  // -> Item.use
          Object.values(record)[0].use();  // -> Item.use
          for (const [, item] of Object.entries(shape)) item.use();  // -> Item.use
          record.toString().use();  // -> none
        }
        // file: b.py
        class Shape:
            def copy(self):
                return self.__class__()  # -> Shape
            def run(self):
                self.copy().run()  # -> Shape.copy, Shape.run
                self.__class__.make()  # -> Shape.make
            @classmethod
            def make(cls): ...
    `);
});
