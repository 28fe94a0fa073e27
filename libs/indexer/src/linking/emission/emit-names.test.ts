import { describe, expect, it } from 'vitest';
import { edgesOf } from '../testing/link-sources.js';

/** USES and REFERENCES that start in the function `f` of `a.js` or `a.ts`. */
async function namedIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const edges = await edgesOf(files, 'USES', 'REFERENCES');
  return edges.filter((edge) => /^\w+ a\.[jt]s:f ->/.test(edge));
}

describe('a variable that holds a member of a required module', () => {
  const library = 'const list = [1];\nexports.list = list;\nexports.run = function run() {};\nexports.data = [1];\n';

  it('is an import: its readers use what it stands for', async () => {
    const user =
      "const list = require('./b').list;\nvar run = require('./b').run;\nfunction f() {\n  list.pop();\n  setTimeout(run);\n  return run();\n}\n";
    expect(await namedIn({ 'a.js': user, 'b.js': library })).toEqual([
      'REFERENCES a.js:f -> b.js:run',
      'USES a.js:f -> b.js:list',
    ]);
  });

  it('is used itself where the module has no definition for it, or where it is assigned again', async () => {
    const user =
      "var data = require('./b').data;\nvar List = require('events').EventEmitter;\nlet list = require('./b').list;\nlist = [];\nfunction f() {\n  return [data, List, list];\n}\n";
    expect(await namedIn({ 'a.js': user, 'b.js': library })).toEqual([
      'USES a.js:f -> a.js:List',
      'USES a.js:f -> a.js:data',
      'USES a.js:f -> a.js:list',
    ]);
  });
});

describe('a member that is declared to hold a class', () => {
  it('names no class when it is read', async () => {
    const text =
      'class A {}\ninterface Options { Parent?: typeof A }\nexport function f(options: Options) {\n  return options.Parent ?? Object;\n}\n';
    expect(await namedIn({ 'a.ts': text })).toEqual(['REFERENCES a.ts:f -> a.ts:Options', 'USES a.ts:f -> a.ts:Options.Parent']);
  });
});
