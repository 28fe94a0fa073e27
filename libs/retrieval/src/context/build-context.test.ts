import { describe, expect, it } from 'vitest';
import type { RetrievedSymbol } from '@codexgraph/graph-model';
import { ESTIMATED_TOKENS } from '@codexgraph/llm';
import { buildContext } from './build-context.js';

function symbol(name: string, lines: readonly [number, number], more: Partial<RetrievedSymbol> = {}): RetrievedSymbol {
  return {
    id: `FUNCTION:a.py:${name}`,
    label: 'FUNCTION',
    name,
    qualifiedName: `a.${name}`,
    filePath: 'a.py',
    startLine: lines[0],
    endLine: lines[1],
    signature: `${name}(x)`,
    description: `Does ${name}.`,
    isTest: false,
    ...more,
  };
}

const CODE = 'def send(x):\n    retry(x)\n    return x\n';
const SEND = symbol('send', [10, 12]);
const CLASS = symbol('Session', [5, 20], { id: 'CLASS:a.py:Session', label: 'CLASS' });
const OTHER = symbol('other', [1, 3], { filePath: 'b.py', id: 'FUNCTION:b.py:other' });

function context(symbols: readonly RetrievedSymbol[], codes: Record<string, string>, budgetTokens = 500) {
  return buildContext({ symbols, codes: new Map(Object.entries(codes)), budgetTokens, tokens: ESTIMATED_TOKENS });
}

describe('a context', () => {
  it('shows the best whole, in order of file and line, each with its key', () => {
    const built = context([OTHER, SEND], { [SEND.id]: CODE });
    expect(built.text).toBe(
      '[1] FUNCTION a.send a.py:10-12\ndef send(x):\n    retry(x)\n    return x\n\n[2] FUNCTION a.other b.py:1-3\nother(x)\nDoes other.',
    );
    expect(built.pieces.map((piece) => `${piece.key} ${piece.form}`)).toEqual(['[1] whole', '[2] signature']);
    expect(built.tokens).toBe(ESTIMATED_TOKENS.count(built.text));
  });

  it('shows what stands inside a whole piece once', () => {
    const built = context([CLASS, SEND], { [SEND.id]: CODE, [CLASS.id]: `class Session:\n${CODE}` });
    expect(built.pieces.map((piece) => piece.symbol.name)).toEqual(['Session']);
    expect(built.leftOut).toBe(1);
    const inner = context([SEND, CLASS], { [SEND.id]: CODE });
    expect(inner.pieces.map((piece) => `${piece.symbol.name} ${piece.form}`)).toEqual(['Session signature', 'send whole']);
  });

  it('keeps to every budget, cuts no line, and gives the same text twice', () => {
    const symbols = Array.from({ length: 30 }, (_, index) => symbol(`f${String(index)}`, [index * 10 + 1, index * 10 + 9]));
    const long = Array.from({ length: 9 }, (_, line) => `    value_${String(line)} = compute(${String(line)})`).join('\n');
    const codes = Object.fromEntries(symbols.map(({ id }) => [id, long]));
    const lines = new Set(long.split('\n'));
    for (const budget of [50, 60, 100, 300, 1000, 5000]) {
      const built = context(symbols, codes, budget);
      expect(built.tokens).toBeLessThanOrEqual(budget);
      expect(built.text).toBe(context(symbols, codes, budget).text);
      for (const { form, text } of built.pieces)
        if (form === 'whole') for (const line of text.split('\n').slice(1)) expect(lines.has(line)).toBe(true);
    }
    expect(context(symbols, codes, 5000).pieces[0]?.form).toBe('whole');
  });

  it('refuses a budget that holds nothing, and is empty for no hits', () => {
    expect(() => context([SEND], {}, 10)).toThrow('at least 50 tokens');
    expect(context([], {})).toEqual({ pieces: [], text: '', tokens: 0, leftOut: 0 });
  });
});
