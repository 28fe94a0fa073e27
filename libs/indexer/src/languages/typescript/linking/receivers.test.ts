import { describe, expect, it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';
import { edgesOf } from '../../../linking/testing/link-sources.js';

describe('linking TypeScript: receivers of calls', () => {
  it('types instances by construction, declaration and inheritance', async () => {
    const edges = await edgesOf(
      {
        'a.ts': `
          export class Base { hello() {} }
          export class Box<T> extends Base { constructor(readonly value: T) { super(); } get(): T { return this.value; } }
          export class Item { use() {} }
          export function first(box: Box<Item>) { box.get().use(); box.hello(); }
          export async function second() { const items = await Promise.all([load()]); items.map((item) => item.use()); }
          async function load(): Promise<Item> { return new Item(); }
        `,
      },
      'CALLS',
    );
    expect(edges).toMatchInlineSnapshot(`
      [
        "CALLS a.ts:first -> a.ts:Base.hello",
        "CALLS a.ts:first -> a.ts:Box.get",
        "CALLS a.ts:first -> a.ts:Item.use",
        "CALLS a.ts:second -> a.ts:load",
        "CALLS a.ts:second -> a.ts:Item.use?",
      ]
    `);
  });

  it('goes through imports, re-exports and merged declarations', async () => {
    const edges = await edgesOf(
      {
        'package.json': '{"name":"pkg","exports":{"./deep":"./dist/deep/index.js"}}',
        'src/deep/index.ts': "export * from './impl.js';\nexport { run as default } from './impl.js';",
        'src/deep/impl.ts':
          'export function run() {}\nexport interface Shape { area(): number }\nexport const Shape = make();\nexport function _hidden() {}',
        'src/use.ts':
          "import go, { _hidden, Shape } from 'pkg/deep';\nexport function f(s: Shape) { go(); _hidden(); s.area(); new Shape(); }",
      },
      'CALLS',
      'INSTANTIATES',
    );
    expect(edges).toMatchInlineSnapshot(`
      [
        "CALLS src/use.ts:f -> src/deep/impl.ts:_hidden",
        "CALLS src/use.ts:f -> src/deep/impl.ts:run",
        "CALLS src/use.ts:f -> src/deep/impl.ts:Shape.area",
        "INSTANTIATES src/use.ts:f -> src/deep/impl.ts:Shape",
      ]
    `);
  });

  it('finds CommonJS members, prototypes and assigned functions', async () => {
    const edges = await edgesOf(
      {
        'lib/app.js':
          'var app = exports = module.exports = {};\napp.init = function init() { this.start(); };\napp.start = function start() {};',
        'lib/view.js':
          'module.exports = View;\nfunction View() {}\nView.prototype = { render() {} };\nView.prototype.lookup = function () { this.render(); };',
        'index.js':
          "const app = require('./lib/app');\nconst View = require('./lib/view');\napp.init();\nnew View().lookup();\nlet f = app.init; f = app.start; f();",
      },
      'CALLS',
      'IMPORTS',
    );
    expect(edges).toMatchInlineSnapshot(`
      [
        "CALLS lib/app.js:app.init -> lib/app.js:app.start?",
        "CALLS lib/view.js:View.lookup -> lib/view.js:View.render?",
        "CALLS index.js -> lib/app.js:app.init?",
        "CALLS index.js -> lib/app.js:app.start?",
        "CALLS index.js -> lib/view.js:View",
        "CALLS index.js -> lib/view.js:View.lookup?",
        "IMPORTS index.js -> lib/app.js",
        "IMPORTS index.js -> lib/view.js",
      ]
    `);
  });

  it('counts inheritance from interfaces, not from made types', async () => {
    const edges = await edgesOf(
      {
        'a.ts':
          'interface I { m(): void }\ninterface J extends Omit<I, "m"> {}\nclass A implements I { m() {} }\nclass B extends A { m() { super.m(); } }',
      },
      'INHERITS',
      'OVERRIDES',
      'CALLS',
    );
    expect(edges).toMatchInlineSnapshot(`
      [
        "CALLS a.ts:B.m -> a.ts:A.m",
        "INHERITS a.ts:A -> a.ts:I",
        "INHERITS a.ts:B -> a.ts:A",
        "OVERRIDES a.ts:A.m -> a.ts:I.m",
        "OVERRIDES a.ts:B.m -> a.ts:A.m",
      ]
    `);
  });

  it('reads a field where it is declared, not where a subclass assigns it', async () => {
    const edges = await edgesOf(
      {
        'a.ts':
          'export class A { state?: string }\nexport class B extends A { stop() { this.state = "off"; } get() { return this.state; } }',
      },
      'USES',
    );
    expect(edges).toEqual(['USES a.ts:B.get -> a.ts:A.state', 'USES a.ts:B.stop -> a.ts:A.state']);
  });

  it('waits for what `for await` iterates', async () => {
    await checkCalls(`
      // file: a.ts
      class Item { go() {} }
      async function load(): Promise<Item> { return new Item(); } // -> Item
      class Own { [Symbol.asyncIterator]() { return this; } async next() { return { value: new Item(), done: false }; } } // -> Item
      async function all(items: AsyncIterable<Item>, set: Set<Promise<Item>>, own: Own) {
        for await (const item of items) item.go(); // -> Item.go
        for await (const item of set) item.go(); // -> Item.go
        for await (const item of own) item.go(); // -> Item.go
        for await (const item of [load()]) item.go(); // -> Item.go, load
      }
    `);
  });
});
