import { describe, expect, it } from 'vitest';
import type { SearchFields } from '../descriptions/search-fields.js';
import { analyseQuery } from '../query/analyse-query.js';
import { wordsOfText } from '../text/words-of-text.js';
import { BuiltInEmbedder } from './built-in-embedder.js';
import { CorpusStatistics } from './corpus-statistics.js';
import { readEmbedderWeights } from './embedder-weights.js';
import { loadEmbedderWeights } from './load-embedder-weights.js';

function fields(name: string, code: string): SearchFields {
  const words = (text: string): string => wordsOfText(text).join(' ');
  return { identifier: name, name: words(name), path: 'src', signature: '', description: '', code: words(code), context: '' };
}

const SYMBOLS = [
  fields('fetchCredentials', 'readFile netrc password username lookup'),
  fields('closeConnection', 'socket end destroy pool release'),
  fields('parseDate', 'year month day timezone parse'),
];

async function embedder(): Promise<BuiltInEmbedder> {
  return new BuiltInEmbedder(await loadEmbedderWeights(), await CorpusStatistics.of(SYMBOLS));
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

describe('the built-in embedder', () => {
  it('brings a question nearest to the symbol that does what it says, in other words', async () => {
    const model = await embedder();
    const vectors = SYMBOLS.map((symbol) => model.embedDocument(symbol));
    const nearest = (text: string): number => {
      const query = model.embedQuery(analyseQuery(text));
      const scores = vectors.map((vector) => cosine(query, vector));
      return scores.indexOf(Math.max(...scores));
    };
    expect(nearest('get the login of a user from a file')).toBe(0);
    expect(nearest('shut down the network link')).toBe(1);
    expect(nearest('convert a string to a time stamp')).toBe(2);
    expect(nearest('关闭连接')).toBe(1);
  });

  it('gives unit vectors, the same each time, and zeros for no words', async () => {
    const model = await embedder();
    const vector = model.embedQuery(analyseQuery('retry a failed request'));
    expect(vector).toHaveLength(model.dimensions);
    expect(cosine(vector, vector)).toBeCloseTo(1, 4);
    expect(vector).toEqual((await embedder()).embedQuery(analyseQuery('retry a failed request')));
    expect(model.embedQuery({ words: [] }).every((value) => value === 0)).toBe(true);
  });

  it('places words that it never saw by their letters', async () => {
    const model = await embedder();
    const query = model.embedQuery(analyseQuery('qwortlebank'));
    const like = model.embedDocument(fields('qwortlebanks', ''));
    const unlike = model.embedDocument(fields('zibbernoff', ''));
    expect(cosine(query, like)).toBeGreaterThan(cosine(query, unlike));
  });

  it('refuses weights of another format', () => {
    expect(() => readEmbedderWeights(new TextEncoder().encode('no weights at all'))).toThrow('damaged');
  });
});

describe('word counts of a repository', () => {
  it('survive being written, and weigh rare words more', async () => {
    const statistics = CorpusStatistics.fromBytes((await CorpusStatistics.of(SYMBOLS)).toBytes());
    expect(statistics.documents).toBe(3);
    expect(statistics.weightOf('netrc')).toBeGreaterThan(statistics.weightOf('src'));
    expect(statistics.knows('src')).toBe(true);
    expect(statistics.knows('nowhere')).toBe(false);
    expect(statistics.averageLength('path')).toBe(1);
  });
});
