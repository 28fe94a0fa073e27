import { describe, expect, it } from 'vitest';
import { PromptCatalog } from './prompt-catalog.js';
import { readPromptFile } from './prompt-file.js';

const head = (id: string, variables: string) =>
  `---\nid: ${id}\nversion: 1\npurpose: For a test.\nvariables: ${variables}\n---\n`;
const file = (id: string, variables: string, body: string) => readPromptFile(id, head(id, variables) + body);

describe('readPromptFile', () => {
  it.each([
    ['', 'Hello {{name}}', '{{name}} is used but not declared'],
    ['name', 'Hello', '"name" is declared but not used'],
    ['', 'a {{ b', 'stands outside of a placeholder'],
  ])('variables "%s", body "%s": %s', (variables, body, problem) => {
    expect(() => file('a', variables, body)).toThrow(problem);
  });

  it.each([
    ['no head', 'must begin with a head'],
    ['---\nid: b\nversion: x\nvariables:\ncolour: red\n---\n', 'its id is "b" but its file says "a"; version must be'],
  ])('%s', (text, problem) => {
    expect(() => readPromptFile('a', text)).toThrow(problem);
  });
});

describe('PromptCatalog', () => {
  it('renders with parts, and looks at no value twice', () => {
    const catalog = new PromptCatalog([file('a', 'x', 'A {{x}} {{> parts/b}}'), file('parts/b', 'y', 'B {{y}}')]);
    expect(catalog.variablesOf('a')).toEqual(['x', 'y']);
    expect(catalog.render('a', { x: '{{y}}', y: '$& {{> a}}' }).text).toBe('A {{y}} B $& {{> a}}');
  });

  it('changes the hash with a part', () => {
    const before = new PromptCatalog([file('a', '', 'A {{> b}}'), file('b', '', 'B')]).render('a', {}).use.hash;
    const after = new PromptCatalog([file('a', '', 'A {{> b}}'), file('b', '', 'C')]).render('a', {}).use.hash;
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(after).not.toBe(before);
  });

  it('refuses circles, parts that are missing, and names that are taken', () => {
    expect(() => new PromptCatalog([file('a', '', '{{> b}}'), file('b', '', '{{> a}}')])).toThrow(
      'it includes itself (a > b > a)',
    );
    expect(() => new PromptCatalog([file('a', '', '{{> b}}')])).toThrow('includes "b", which does not exist');
    expect(() => new PromptCatalog([file('a', '', ''), file('a', '', '')])).toThrow('another prompt has the same id');
  });

  it('refuses to render with too little or too much', () => {
    const catalog = new PromptCatalog([file('a', 'x', '{{x}}')]);
    expect(() => catalog.render('a', { y: '1' })).toThrow('missing: x; unknown: y');
    expect(() => catalog.render('b', {})).toThrow('There is no prompt "b". There are: a.');
  });
});
