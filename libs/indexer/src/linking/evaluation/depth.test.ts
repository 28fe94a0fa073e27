import { describe, expect, it } from 'vitest';
import { edgesOf, linkerOf } from '../testing/link-sources.js';

const THING = 'class Thing:\n    def go(self):\n        return self\n\n';

/** Functions that return what the next one returns; the last makes a Thing. */
function chain(length: number, indexes: readonly number[]): string {
  return indexes
    .map((index) => `def f${String(index)}():\n    return ${index + 1 === length ? 'Thing()' : `f${String(index + 1)}()`}\n`)
    .join('\n');
}

function upTo(length: number): number[] {
  return Array.from({ length }, (_none, index) => index);
}

describe('questions that nest deeper than the stack', () => {
  it('follows a chain of hundreds of functions', async () => {
    const source = `${THING}${chain(400, upTo(400))}\ndef run():\n    f0().go()\n`;
    const edges = await edgesOf({ 'a.py': source }, 'CALLS');
    expect(edges).toContain('CALLS a.py:run -> a.py:Thing.go?');
  });

  it('says the same wherever the chain is entered', async () => {
    const backwards = `${THING}${chain(400, upTo(400).reverse())}\ndef run():\n    f0().go()\n`;
    const edges = await edgesOf({ 'a.py': backwards }, 'CALLS');
    const forwards = `${THING}${chain(400, upTo(400))}\ndef run():\n    f0().go()\n`;
    expect([...edges].sort()).toEqual((await edgesOf({ 'a.py': forwards }, 'CALLS')).sort());
  });

  it('ends, and tells the file, where a cycle is longer than many stacks', async () => {
    const length = 6000;
    const source = `${THING}${chain(length, upTo(length)).replace('return Thing()', 'return f0() or Thing()')}\ndef run():\n    f0().go()\n`;
    const linker = await linkerOf({ 'a.py': source });
    expect(linker.limited.get('a.py')).toBeGreaterThan(0);
    expect(linker.part('a.py')?.nodes).toHaveLength(length + 4);
  }, 60_000);
});
