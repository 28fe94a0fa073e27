import { describe, expect, it } from 'vitest';
import { decodeText, looksBinary } from './decode-text.js';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);

describe('decodeText', () => {
  it.each<[string, Uint8Array, string, string]>([
    ['UTF-8', bytes('a = "é😀"'), 'a = "é😀"', 'utf-8'],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('x = 1')]), 'x = 1', 'utf-8'],
    ['UTF-16 LE', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('é = 1', 'utf16le')]), 'é = 1', 'utf-16le'],
    [
      'UTF-16 BE',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(bytes('é = 1', 'utf16le')).swap16()]),
      'é = 1',
      'utf-16be',
    ],
    [
      'PEP 263 latin-1',
      bytes('# -*- coding: latin-1 -*-\nx = "\xe9\x80"', 'latin1'),
      '# -*- coding: latin-1 -*-\nx = "\xe9\x80"',
      'iso-8859-1',
    ],
    [
      'PEP 263 cp1252 in line 2',
      bytes('#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = "\x80"', 'latin1'),
      '#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = "€"',
      'windows-1252',
    ],
    ['PEP 263 with an underscore', bytes('# coding=utf_8\nx = "é"'), '# coding=utf_8\nx = "é"', 'utf-8'],
    ['CRLF', bytes('a\r\nb\r\n'), 'a\r\nb\r\n', 'utf-8'],
    ['nothing', bytes(''), '', 'utf-8'],
  ])('reads %s', (_name, input, text, encoding) => {
    expect(decodeText(input)).toEqual({ text, encoding });
  });

  it('replaces bytes that do not fit and says so', () => {
    expect(decodeText(Buffer.from([0x61, 0xff, 0x62]))).toEqual({
      text: 'a\ufffdb',
      encoding: 'utf-8',
      problem: 'some bytes are no valid UTF-8 and were replaced',
    });
  });

  it('reads an unknown declared encoding as UTF-8 and says so', () => {
    expect(decodeText(bytes('# coding: klingon\nx = "é"'))).toEqual({
      text: '# coding: klingon\nx = "é"',
      encoding: 'utf-8',
      problem: "the declared encoding 'klingon' is unknown; the file was read as UTF-8",
    });
  });

  it.each([
    ['behind code', 'import os\n# coding: latin-1\n"é"'],
    ['in line 3', '#\n#\n# coding: latin-1\n"é"'],
  ])('ignores a coding line %s', (_where, text) => {
    expect(decodeText(bytes(text))).toEqual({ text, encoding: 'utf-8' });
  });

  it('ignores coding lines that are no comment', () => {
    expect(decodeText(bytes('// coding: latin-1\n"é"')).encoding).toBe('utf-8');
  });
});

describe('looksBinary', () => {
  it('tells NUL bytes from UTF-16', () => {
    expect(looksBinary(Buffer.from('MZ\0\0'))).toBe(true);
    expect(looksBinary(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('ab', 'utf16le')]))).toBe(false);
    expect(looksBinary(Buffer.from('x = 1'))).toBe(false);
  });
});
