import { checkText, formatText } from '@codexgraph/cypher-agent/language';
import { describe, expect, it } from 'vitest';
import { readParameters } from '../parameters/read-parameters.js';
import { EXAMPLES } from './examples.js';

describe('the tour', () => {
  it('has its steps in order', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(10);
    expect(EXAMPLES[0]?.id).toBe('01-what-is-there');
  });

  it.each(EXAMPLES.map((example) => [example.id, example] as const))(
    '%s is told in both languages, and may run',
    (_id, example) => {
      const { title, about, text, parameters } = example;
      for (const words of [title.en, title.zh, about.en, about.zh]) expect(words).not.toBe('');
      const read = readParameters(parameters);
      if ('problem' in read) throw new Error(read.detail);
      expect(checkText(text, { parameters: read.values })).toEqual([]);
      expect(formatText(text)?.trimEnd()).toBe(text);
    },
  );
});
