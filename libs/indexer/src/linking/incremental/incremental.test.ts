import { describe, expect, it } from 'vitest';
import type { LinkOutcome } from '../link-outcome.js';
import type { Linker } from '../linker.js';
import { linkerOf, setSources } from '../testing/link-sources.js';

const PROJECT: Readonly<Record<string, string>> = {
  'shop/__init__.py': 'from .cart import Cart as Cart\n',
  'shop/cart.py':
    'from .item import Item, make_item\n\nclass Cart:\n    def __init__(self):\n        self.items = []\n    def add(self, name):\n        item = make_item(name)\n        self.items.append(item)\n        return item.price()\n    def first(self) -> Item:\n        return self.items[0]\n',
  'shop/item.py':
    'class Item:\n    def price(self):\n        return 1\n    def label(self):\n        return "x"\n\ndef make_item(name):\n    return Item()\n',
  'app.py':
    'import shop\nfrom shop import Cart\n\ndef run(callback):\n    cart = Cart()\n    cart.add("a")\n    cart.first().label()\n    callback(cart)\n\ndef done(cart):\n    cart.first().price()\n\nrun(done)\n',
};

function text(linker: Linker): string {
  return JSON.stringify(linker.assembleGraph());
}

async function expectSameAsClean(linker: Linker, sources: Readonly<Record<string, string>>): Promise<void> {
  const clean = await linkerOf(sources);
  expect(text(linker)).toBe(text(clean));
}

const SHARED = '<shared>';

function partsOf(linker: Linker, paths: readonly string[]): ReadonlyMap<string, string | undefined> {
  const parts = paths.map((path) => [path, JSON.stringify(linker.part(path))] as const);
  return new Map([...parts, [SHARED, JSON.stringify(linker.sharedPart)]]);
}

/** The outcome names every part that differs, and tells how it was. */
function expectTold(
  outcome: LinkOutcome,
  before: ReadonlyMap<string, string | undefined>,
  after: ReadonlyMap<string, string | undefined>,
): void {
  const told = new Map([...outcome.before].map(([path, part]) => [path, JSON.stringify(part)]));
  if (outcome.sharedBefore !== undefined) told.set(SHARED, JSON.stringify(outcome.sharedBefore));
  for (const [path, part] of after) {
    if (part === before.get(path)) continue;
    expect(told.get(path)).toBe(before.get(path));
    if (path !== SHARED) expect(outcome.changed).toContain(path);
  }
}

/** Applies changes one after the other; after each the graph equals that of a clean link. Returns the files that each linked. */
async function linkedAfter(
  ...changes: readonly Readonly<Record<string, string | undefined>>[]
): Promise<readonly (readonly string[])[]> {
  const sources: Record<string, string> = { ...PROJECT };
  const linker = await linkerOf(sources);
  const linked: (readonly string[])[] = [];
  for (const change of changes) {
    const known = Object.keys(sources);
    for (const [path, content] of Object.entries(change)) {
      if (content === undefined) Reflect.deleteProperty(sources, path);
      else sources[path] = content;
    }
    const before = partsOf(linker, known);
    await setSources(linker, change);
    const outcome = linker.link();
    linked.push(outcome.linked);
    expectTold(outcome, before, partsOf(linker, [...Object.keys(sources), ...before.keys()]));
    await expectSameAsClean(linker, sources);
  }
  return linked;
}

const ITEM = PROJECT['shop/item.py'] ?? '';

describe('linking again after a change', () => {
  it('links one file when a body changes that others do not see', async () => {
    const linked = await linkedAfter({ 'shop/item.py': ITEM.replace('return "x"', 'print("hello")\n        return "y"') });
    expect(linked).toEqual([['shop/item.py']]);
  });

  it('links the files that took an answer which changed', async () => {
    const linked = await linkedAfter({
      'shop/item.py': ITEM.replace('return Item()', 'return Other()') + 'class Other:\n    def price(self): ...\n',
    });
    expect(linked[0]).toContain('shop/cart.py');
    expect(linked[0]).not.toContain('app.py');
  });

  it('follows a definition that was renamed and comes back', async () => {
    await linkedAfter({ 'shop/item.py': ITEM.replaceAll('make_item', 'build_item') }, { 'shop/item.py': ITEM });
  });

  it('follows subclasses that come and go in other files', async () => {
    const base = 'class Hook:\n    def run(self):\n        self.step()\n';
    const sub = 'from hook import Hook\nclass Own(Hook):\n    def step(self): ...\n';
    await linkedAfter({ 'hook.py': base }, { 'own.py': sub }, { 'own.py': sub.replace('step', 'stop') }, { 'own.py': undefined });
  });

  it('follows modules that go, come and move', async () => {
    await linkedAfter(
      { 'shop/item.py': undefined },
      { 'shop/item/__init__.py': ITEM },
      { 'shop/item/__init__.py': undefined, 'shop/item.py': ITEM },
      { 'app.py': undefined },
    );
  });

  it('follows values that calls of other files pass', async () => {
    const app = PROJECT['app.py'] ?? '';
    await linkedAfter(
      { 'app.py': app.replace('run(done)', '') },
      { 'app.py': app, 'other.py': 'from app import run\n\ndef third(cart):\n    cart.add(1)\n\nrun(third)\n' },
      { 'other.py': undefined },
    );
  });

  it('survives a syntax error and its repair', async () => {
    await linkedAfter({ 'shop/cart.py': 'class Cart(:\n  def ' }, { 'shop/cart.py': PROJECT['shop/cart.py'] ?? '' });
  });

  it('follows a type that is exported no more, into callbacks that took theirs from it', async () => {
    const types = 'export interface Flow { name: string }\n';
    const use =
      "import { Flow } from './types';\nexport function names(flows: Flow[]) {\n  return flows.map((flow) => flow.name);\n}\n";
    const linked = await linkedAfter(
      { 'types.ts': types, 'use.ts': use },
      { 'types.ts': types.replace('export ', '') },
      { 'types.ts': `// moved by a line\n${types}` },
      { 'types.ts': `// moved by two\n// lines\n${types}` },
    );
    expect(linked.slice(1)).toEqual([['types.ts', 'use.ts'], ['types.ts', 'use.ts'], ['types.ts']]);
  });

  it('follows declarations that add to classes of other files', async () => {
    const plugin =
      "declare module './shape' { interface Shape { area(): Shape } }\ndeclare global { function note(): void }\nexport {};\n";
    await linkedAfter(
      {
        'shape.ts': 'export interface Shape { base(): void }\n',
        'use.ts': "import { Shape } from './shape';\nexport function use(s: Shape) { s.area().base(); note(); }\n",
      },
      { 'plugin.ts': plugin },
      { 'plugin.ts': plugin.replace('area()', 'size()') },
      { 'plugin.ts': `// moved\n${plugin}`, 'shape.ts': '\nexport interface Shape { base(): void }\n' },
      { 'shape.ts': 'export interface Form { base(): void }\n' },
      { 'shape.ts': 'export interface Shape { base(): void }\n', 'plugin.ts': plugin.replace('./shape', './form') },
      { 'form.ts': "export { Shape } from './shape';\n" },
      { 'plugin.ts': undefined },
    );
  });

  it('does not depend on the order of files', async () => {
    const clean = await linkerOf(PROJECT);
    const reversed = await linkerOf(Object.fromEntries(Object.entries(PROJECT).reverse()));
    expect(text(reversed)).toBe(text(clean));
  });
});
