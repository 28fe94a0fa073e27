import { describe, expect, it } from 'vitest';
import { scriptFacts } from './testing/script-facts.js';

describe('TypeScript: imports and exports', () => {
  it('gives every form of ES modules', async () => {
    const facts = await scriptFacts(
      'a.ts',
      `
        import a, { b, type c as d, default as e } from './m.js';
        import * as ns from 'pkg' with { type: 'json' };
        import type T from './t';
        import './side';
        import eq = require('./eq');
        import alias = ns.inner;
        export { b as bb, a as default };
        export * from './star';
        export * as all from './all';
        export type * from './types';
        export type { X, Y as Z } from './xy';
        export const one = 1, { two } = a;
        export default class {}
        const lazy = await import('./lazy');
      `,
      'imports',
      'exports',
    );
    expect(facts).toMatchInlineSnapshot(`
      "1: import default ./m.js as a
      1: import name ./m.js # b as b
      1: import name ./m.js # c as d {type-only}
      1: import default ./m.js as e
      2: import namespace pkg as ns
      3: import default ./t as T {type-only}
      4: import side_effect ./side
      5: import import_equals ./eq as eq
      14: import dynamic ./lazy
      8: import star ./star {reexport}
      9: import namespace ./all {reexport}
      10: import star ./types {type-only reexport}
      11: import name ./xy # X {type-only reexport}
      11: import name ./xy # Y {type-only reexport}
      7: export local bb = b@s0
      7: export local default = a@s0
      8: export star * = ?
      9: export from all = ?
      10: export star * = ?
      11: export from X = ?
      11: export from Z = ?
      12: export local one = one@s0
      12: export local two = two@s0
      13: export local default = class default"
    `);
  });

  it('gives every form of CommonJS', async () => {
    const facts = await scriptFacts(
      'a.js',
      `
        const m = require('./m'), { n, o: p } = require('./n'), q = require('./q').inner;
        if (m) require('./late');
        exports = module.exports = make;
        exports.a = exports.b = 1;
        module.exports.c = function c() {};
        Object.defineProperty(exports, 'd', { enumerable: true, get: function () { return m.d; } });
        __exportStar(require('./star'), exports);
        function make() {}
      `,
      'imports',
      'exports',
    );
    expect(facts).toMatchInlineSnapshot(`
      "1: import require ./m as m
      1: import require ./n
      1: import require ./q
      2: import require ./late {conditional}
      7: import require ./star
      3: export local = = b5
      4: export local b = 1
      4: export local a = 1
      5: export local c = function c
      6: export local d = function get()
      7: export star * = ?"
    `);
  });
});
