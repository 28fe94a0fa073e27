import { describe, expect, it, vi } from 'vitest';
import { definedMessages, formatMessage, type Message } from './messages.js';

vi.stubGlobal('navigator', { language: 'en', userAgent: '' });
vi.stubGlobal('localStorage', { getItem: () => null });
const catalogues = import.meta.glob<Record<string, unknown>>('../**/*.messages.ts', { eager: true });

/** Words that are the same in both languages. */
const SAME_ALLOWED = /^(?:[\W\d_]|[A-Z]|Cypher|WebGL|Canvas|GraphQL|CodexGraph|Markdown|JSON|CSV|SVG|PNG|Git|URL|\{\w+\})*$/;
const CHINESE = /\p{Script=Han}/u;

function textsOf(message: Message, language: 'en' | 'zh'): readonly string[] {
  const text = message[language];
  return typeof text === 'string' ? [text] : Object.values(text as unknown as Record<string, string>);
}

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe('the catalogues', () => {
  const messages = definedMessages().flatMap((catalogue) => Object.entries(catalogue));

  it('are all found', () => {
    const exported = Object.values(catalogues).flatMap((module) => Object.values(module));
    expect(new Set(definedMessages())).toEqual(new Set(exported));
    expect(messages.length).toBeGreaterThan(40);
  });

  it('have every message in both languages', () => {
    const missing = messages.filter(([, message]) =>
      [...textsOf(message, 'en'), ...textsOf(message, 'zh')].some((text) => text.trim() === ''),
    );
    expect(missing).toEqual([]);
  });

  it('are Chinese in Chinese and not in English', () => {
    const wrong = messages.filter(
      ([, message]) =>
        !textsOf(message, 'zh').every((text) => CHINESE.test(text) || SAME_ALLOWED.test(text)) ||
        textsOf(message, 'en').some((text) => CHINESE.test(text.replace('中文', ''))),
    );
    expect(wrong).toEqual([]);
  });

  it('put the same values into both languages', () => {
    const wrong = messages.filter(([, message]) => {
      const [english = ''] = textsOf(message, 'en').slice(-1);
      return textsOf(message, 'zh').some((text) => namesIn(text).join() !== namesIn(english).join());
    });
    expect(wrong).toEqual([]);
  });

  it('have a form for one where English counts', () => {
    const wrong = messages.filter(([, { en }]) => typeof en !== 'string' && en.one === undefined);
    expect(wrong).toEqual([]);
  });
});

describe('formatMessage', () => {
  const files: Message = { en: { one: '{count} file', other: '{count} files' }, zh: { other: '{count} 个文件' } };

  it('chooses the form that the count asks for', () => {
    expect(formatMessage(files, { count: 1 }, 'en')).toBe('1 file');
    expect(formatMessage(files, { count: 0 }, 'en')).toBe('0 files');
    expect(formatMessage(files, { count: 12_345 }, 'en')).toBe('12,345 files');
    expect(formatMessage(files, { count: 1 }, 'zh')).toBe('1 个文件');
  });

  it('puts values in as they are, and leaves what it has no value for', () => {
    expect(formatMessage({ en: 'Delete {name}?', zh: '删除 {name}？' }, { name: '<b>$& {x}</b>' }, 'en')).toBe(
      'Delete <b>$& {x}</b>?',
    );
    expect(formatMessage({ en: 'Delete {name}?', zh: '删除 {name}？' }, {}, 'zh')).toBe('删除 {name}？');
  });
});
