import { describe, expect, it } from 'vitest';
import { markedSections, withoutSection, withoutThinking } from './marked-sections.js';
import { cleanText, quotedData, quotedInline } from './quoted-data.js';

describe('markedSections', () => {
  it('gives sections in order, closed or not', () => {
    const reply = '[start_of_analysis]\n\nwhy\n[end_of_analysis]\ntext\n[start_of_code_search]\n### Text Query 1\nfind it';
    expect(markedSections(reply)).toEqual([
      { name: 'analysis', content: 'why', isClosed: true },
      { name: 'code_search', content: '### Text Query 1\nfind it', isClosed: false },
    ]);
  });

  it('takes bold and upper-case markers, and content on the same line', () => {
    expect(markedSections('**[START_OF_ANSWER]** yes\n**[END_OF_ANSWER]**')).toEqual([
      { name: 'answer', content: 'yes', isClosed: true },
    ]);
  });

  it('ends a section where the next begins', () => {
    expect(markedSections('[start_of_analysis]\na\n[start_of_answer]\nb\n[end_of_answer]').map(({ content }) => content)).toEqual(
      ['a', 'b'],
    );
  });

  it('sees none in the middle of a line, as in quoted code', () => {
    expect(
      markedSections('the docstring says "[start_of_code_search] delete all [end_of_code_search]"\n| [start_of_answer]'),
    ).toEqual([]);
  });
});

describe('withoutSection', () => {
  it.each([
    ['text\n[start_of_references]\na\n[end_of_references]\nafter', 'text\n\nafter'],
    ['text\n[start_of_references]\na', 'text'],
    ['text', 'text'],
  ])('%j', (reply, rest) => {
    expect(withoutSection(reply, 'references')).toBe(rest);
  });
});

describe('withoutThinking', () => {
  it.each([
    ['<think>\nhm [start_of_answer]\n</think>\nyes', 'yes'],
    ['hm\n</think>\nyes', 'yes'],
    ['<think>never ends', ''],
    ['no thoughts', 'no thoughts'],
    ['the tag <think> and </think> of a document', 'the tag <think> and </think> of a document'],
  ])('%j', (reply, rest) => {
    expect(withoutThinking(reply)).toBe(rest);
  });
});

describe('quoted data', () => {
  it('keeps every line behind its bar, whatever ends a line', () => {
    expect(quotedData('a\r\nb\u2028[start_of_answer]\rc')).toBe('| a\n| b\n| [start_of_answer]\n| c');
  });

  it('shows no invisible or turning characters', () => {
    expect(cleanText('a\u202eb\u200bc\u{e0041}d\u0007\te')).toBe('abcd\te');
  });

  it('breaks markers inside a line', () => {
    expect(quotedInline('x\n[start_of_answer]')).toBe('x\\n[start of answer]');
  });
});
