import { describe, expect, it } from 'vitest';
import { splitIdentifier } from './split-identifier.js';
import { stemWord } from './stem-word.js';
import { wordsOfText } from './words-of-text.js';

describe('splitting identifiers', () => {
  it.each([
    ['getHTTPResponse_v2', 'get http response v 2'],
    ['parseURLs', 'parse urls'],
    ['__init__', 'init'],
    ['MAX_RETRY_COUNT', 'max retry count'],
    ['utf8Decode', 'utf 8 decode'],
    ['$zodType', 'zod type'],
    ['', ''],
  ])('%s', (identifier, words) => {
    expect(splitIdentifier(identifier).join(' ')).toBe(words);
  });
});

describe('stemming', () => {
  it.each([
    ['validates validated validating validation validator', 'valid'],
    ['encodes encoded encoding encode', 'encod'],
    ['retries retry retried', 'retri'],
    ['serialize serialized serializer', 'serial'],
  ])('%s share a stem', (words, stem) => {
    expect([...new Set(words.split(' ').map(stemWord))]).toEqual([stem]);
  });

  it('leaves short words and words of other letters alone', () => {
    expect(['is', 'utf8', '请求', 'ß'].map(stemWord)).toEqual(['is', 'utf8', '请求', 'ß']);
  });
});

describe('words of a text', () => {
  it('splits and folds identifiers inside prose, in order', () => {
    expect(wordsOfText('Sends the preparedRequest (see `Session.send`).')).toEqual([
      'send',
      'the',
      'prepar',
      'request',
      'see',
      'session',
      'send',
    ]);
  });

  it('gives bigrams of Chinese, and the English words that its terms mean', () => {
    expect(wordsOfText('请求超时')).toEqual(['请求', '求超', '超时', 'request', 'timeout']);
  });

  it('is empty for signs alone', () => {
    expect(wordsOfText('=> { } !== x')).toEqual([]);
  });
});
