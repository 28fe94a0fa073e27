import { it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

it('linking JavaScript: members under symbols are found where the symbol has a name', async () => {
  await checkCalls(`
        // file: symbols.js
        const kItem = Symbol('item');
        const kParent = Symbol.for('parent'), kLast = Symbol();
        module.exports = { kItem, kParent };
        // file: a.js
        const { kItem, kParent: kAbove } = require('./symbols');
        class Item { use() {} }
        class Holder {
          constructor() { this[kItem] = new Item(); }
          [kAbove]() {
            this[kItem].use();  // -> Item.use
          }
          run() {
            this[kAbove]();  // -> Holder.[kParent]
          }
        }
        const plain = { [kItem]: new Item(), other: new Holder() };
        plain[kItem].use();  // -> Item.use
        function dynamic(key) {
          plain[key].use();  // -> Item.use
        }
        module.exports = { Holder };
        // file: b.js
        const symbols = require('./symbols');
        import { kItem } from './symbols';
        import { Holder } from './a';
        const holder = new Holder();  // -> Holder, Holder.constructor
        holder[kItem].use();  // -> Item.use
        // file: c.ts
        const own = Symbol('own');
        class Owner {
          [own] = new Owner();
          [Symbol.iterator]() { return this; }
          go() {
            this[own].go();  // -> Owner.go
          }
        }
        const LIMIT = 'limit';
        function named(own: string, table: Record<string, Owner>) {
          table[LIMIT].go();  // -> Owner.go
        }
    `);
});

it('linking JavaScript: accessors of an object literal see the object', async () => {
  await checkCalls(`
        // file: a.js
        module.exports = {
          get host() {
            return this.get('Host');  // -> get
          },
          set body(value) {
            this.remove(value);  // -> remove
          },
          get(name) { return name; },
          remove() {},
        };
    `);
});

it('linking JavaScript: the receiver of a plain function has no members under a key that is not known', async () => {
  await checkCalls(`
        // file: keys.js
        module.exports = { kParser: Symbol('parser') };
        // file: a.js
        const { kParser, list } = require('./keys');
        class Parser { finish() {} }
        function connect(socket) { socket[kParser] = new Parser(); socket.on('close', onClose); } // -> Parser
        function onClose() {
          this[kParser].finish(); // -> none
          this[list()].finish(); // -> none
        }
        const table = [connect, onClose, Parser];
    `);
});
