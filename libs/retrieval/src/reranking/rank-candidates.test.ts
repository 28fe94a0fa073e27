import { describe, expect, it } from 'vitest';
import type { SymbolSource } from '@codexgraph/graph-model';
import { searchFieldsOf } from '../descriptions/search-fields.js';
import { CorpusStatistics } from '../embedding/corpus-statistics.js';
import { loadEmbedderWeights } from '../embedding/load-embedder-weights.js';
import { WordVectors } from '../embedding/word-vectors.js';
import { analyseQuery } from '../query/analyse-query.js';
import { loadRanker } from './load-ranker.js';
import { matchedWords, rankCandidates } from './rank-candidates.js';
import { rankingFeatures } from './ranking-features.js';
import type { RankingCandidate } from './ranking-candidate.js';
import { TreeRanker } from './tree-ranker.js';

function candidate(name: string, code: string, given: Partial<SymbolSource> = {}): RankingCandidate {
  const symbol: SymbolSource = {
    id: `${given.filePath ?? 'src/shop.ts'}:${name}`,
    label: 'FUNCTION',
    name,
    qualifiedName: `src.shop.${name}`,
    filePath: 'src/shop.ts',
    signature: `function ${name}()`,
    isTest: false,
    code,
    codeLength: code.length,
    ...given,
  };
  return { ...symbol, inDegree: 0, fields: searchFieldsOf(symbol, { usedBy: [], uses: [], members: [], parents: [] }) };
}

const CANDIDATES = [
  candidate('removeExpiredSessions', 'for (const session of sessions) if (session.expiresAt < now) store.delete(session.id);'),
  candidate('createSession', 'const session = { id: newId(), expiresAt: now + lifetime }; store.set(session.id, session);'),
  candidate('formatPrice', 'return `${amount.toFixed(2)} ${currency}`;'),
  candidate('sendMail', 'transport.send(message)', { filePath: 'src/mail/transport.ts' }),
];

async function parts() {
  return {
    statistics: await CorpusStatistics.of(CANDIDATES.map(({ fields }) => fields)),
    wordVectors: new WordVectors(await loadEmbedderWeights()),
    ranker: await loadRanker(),
  };
}

async function order(text: string, candidates: readonly RankingCandidate[] = CANDIDATES): Promise<string[]> {
  return rankCandidates(analyseQuery(text), candidates, await parts()).map(({ id }) => id.split(':')[1] ?? '');
}

describe('ranking candidates', () => {
  it('puts first what the question describes, whatever the order of the candidates', async () => {
    expect((await order('deletes sessions that are too old'))[0]).toBe('removeExpiredSessions');
    expect((await order('show an amount of money as text'))[0]).toBe('formatPrice');
    expect(await order('make a new session', [...CANDIDATES].reverse())).toEqual(await order('make a new session'));
  });

  it('puts tests, and ports to another language, behind what they equal otherwise', async () => {
    const test = candidate('createSession', 'createSession()', { filePath: 'a/other.ts', isTest: true });
    const port = candidate('createSession', 'createSession()', { filePath: 'a/other.py' });
    const original = candidate('createSession', 'createSession()', { filePath: 'b/other.ts' });
    const ranked = rankCandidates(analyseQuery('create session'), [test, port, original, ...CANDIDATES], await parts());
    const places = ['b/other.ts', 'a/other.py', 'a/other.ts'].map((file) =>
      ranked.findIndex(({ id }) => id.startsWith(`${file}:`)),
    );
    expect(places[0]).toBeLessThan(places[1] ?? -1);
    expect(places[0]).toBeLessThan(places[2] ?? -1);
    const asked = rankCandidates(analyseQuery('create session in python'), [port, original], await parts());
    const shared = rankCandidates(analyseQuery('create session'), [port, original], {
      ...(await parts()),
      languageShare: () => 1,
    });
    expect([asked[0]?.id, shared[0]?.id]).toEqual(['a/other.py:createSession', 'a/other.py:createSession']);
  });

  it('knows names and stack frames of a report', async () => {
    const text = 'Mails are lost\n\nTypeError: x\n    at sendMail (/app/src/mail/transport.ts:3:1)\n\nsee `sendMail`';
    const rated = rankingFeatures(analyseQuery(text), CANDIDATES, await parts());
    const mail = rated.find(({ candidate: { name } }) => name === 'sendMail')?.features;
    expect(mail).toMatchObject({ mentionName: 1, mentionStrong: 1, mentionFrame: 1, mentionFrameFile: 1, queryHasCode: 1 });
    const price = rated.find(({ candidate: { name } }) => name === 'formatPrice')?.features;
    expect(price).toMatchObject({ mentionName: 0, mentionFrame: 0 });
  });

  it('reads what the other candidates say of one: its file, its neighbours, and words that the best share', async () => {
    const [remove, create, price, mail] = CANDIDATES as [RankingCandidate, RankingCandidate, RankingCandidate, RankingCandidate];
    const linked = [remove, { ...create, neighbours: [remove.id] }, price, mail];
    const rated = rankingFeatures(analyseQuery('remove expired sessions'), linked, await parts());
    const [best, second, third] = rated.map(({ features }) => features);
    expect(best).toMatchObject({ wordsPlace: Math.log1p(1), placeInFile: Math.log1p(1), pairsInName: 1, neighbourWords: 0 });
    expect(second?.neighbourWords).toBeGreaterThan(0);
    expect(third?.neighbourWords).toBe(0);
    expect(second?.feedback).toBeGreaterThan(third?.feedback ?? 1);
    expect(best?.bestWords).toBe(best?.words);
  });

  it('tells which words stand where', async () => {
    const { statistics } = await parts();
    const found = matchedWords(analyseQuery('expired session of the store'), CANDIDATES[0] as RankingCandidate, statistics);
    expect(found.find(({ field }) => field === 'name')?.words.toSorted()).toEqual(['expir', 'session']);
    expect(found.some(({ field }) => field === 'description')).toBe(false);
  });

  it('refuses trees that were made for other features', () => {
    expect(() => new TreeRanker({ version: '1', features: ['words'], trees: [] })).toThrow('other features');
  });
});
