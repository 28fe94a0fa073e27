import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import { LexicalScorer, ratedWords, type LexicalScores } from './lexical-scores.js';
import type { WordVectors } from '../embedding/word-vectors.js';
import { MentionReader, type Mentions } from './mentions.js';
import type { RankingCandidate } from './ranking-candidate.js';
import { SoftMatcher, type SoftScores } from './soft-match.js';

/** What the learned ranker knows of a question and one symbol, in the order of its columns. */
export const RANKING_FEATURES = [
  'words',
  'wordsOfBest',
  'wordsPlace',
  'covered',
  'name',
  'path',
  'signature',
  'description',
  'code',
  'context',
  'queryInName',
  'nameInQuery',
  'pathInQuery',
  'bestWordInName',
  'firstWordInName',
  'softName',
  'softPath',
  'softSignature',
  'softCode',
  'softAll',
  'softNameInQuery',
  'cosine',
  'cosineOfBest',
  'cosinePlace',
  'mentionName',
  'mentionStrong',
  'mentionQualified',
  'mentionClass',
  'mentionPath',
  'mentionFrameFile',
  'mentionFrame',
  'fileWords',
  'fileCosine',
  'classWords',
  'isClass',
  'isMethod',
  'isFunction',
  'isConstructor',
  'isPrivate',
  'codeLength',
  'nameLength',
  'inDegree',
  'queryLength',
  'queryHasCode',
] as const;

/** See {@link RANKING_FEATURES}. */
export type RankingFeature = (typeof RANKING_FEATURES)[number];

/** A candidate with what is known of it. */
export interface RatedCandidate {
  readonly candidate: RankingCandidate;
  readonly features: Readonly<Record<RankingFeature, number>>;
}

interface Raw {
  readonly candidate: RankingCandidate;
  readonly lexical: LexicalScores;
  readonly mentions: Mentions;
  readonly soft: SoftScores;
  readonly cosine: number;
}

const CONSTRUCTORS: ReadonlySet<string> = new Set(['__init__', 'constructor', '__new__']);
const BEST_OF_FILE = 3;

/** Rates candidates against a question; in their order. Places and shares of the best are among these candidates. */
export function rankingFeatures(
  query: QueryAnalysis,
  candidates: readonly RankingCandidate[],
  { statistics, wordVectors }: { readonly statistics: CorpusStatistics; readonly wordVectors: WordVectors },
): RatedCandidate[] {
  const words = ratedWords(query.words, statistics);
  const scorer = new LexicalScorer(words, statistics);
  const matcher = new SoftMatcher(words, { statistics, wordVectors });
  const mentions = new MentionReader(query);
  const raw = candidates.map((candidate) => ({
    candidate,
    lexical: scorer.scores(candidate.fields),
    mentions: mentions.of(candidate),
    soft: matcher.scores(candidate.fields),
    cosine: candidate.cosine ?? 0,
  }));
  const around = surroundings(raw);
  return raw.map((each, at) => ({ candidate: each.candidate, features: featuresOf(query, each, around.at(at)) }));
}

interface Surroundings {
  readonly bestWords: number;
  readonly bestCosine: number;
  readonly wordsPlace: number;
  readonly cosinePlace: number;
  readonly fileWords: number;
  readonly fileCosine: number;
  readonly classWords: number;
}

function surroundings(raw: readonly Raw[]): { at(index: number): Surroundings } {
  const wordScores = raw.map(({ lexical }) => lexical.all);
  const cosines = raw.map(({ cosine }) => cosine);
  const wordsPlaces = placesOf(wordScores);
  const cosinePlaces = placesOf(cosines);
  const fileWords = bestOfGroups(raw, wordScores);
  const fileCosines = bestOfGroups(raw, cosines);
  const classWords = new Map<string, number>();
  for (const { candidate, lexical } of raw) {
    if (candidate.label === 'CLASS') classWords.set(`${candidate.filePath}:${candidate.name}`, lexical.all);
  }
  const bestWords = Math.max(1e-9, ...wordScores);
  const bestCosine = Math.max(1e-9, ...cosines);
  return {
    at(index) {
      const candidate = (raw[index] as Raw).candidate;
      return {
        bestWords,
        bestCosine,
        wordsPlace: wordsPlaces[index] ?? 0,
        cosinePlace: cosinePlaces[index] ?? 0,
        fileWords: fileWords.get(candidate.filePath) ?? 0,
        fileCosine: fileCosines.get(candidate.filePath) ?? 0,
        classWords: classWords.get(`${candidate.filePath}:${candidate.class ?? ''}`) ?? 0,
      };
    },
  };
}

function featuresOf(query: QueryAnalysis, raw: Raw, around: Surroundings): Record<RankingFeature, number> {
  const { candidate, lexical, mentions, soft, cosine } = raw;
  return {
    words: lexical.all,
    wordsOfBest: lexical.all / around.bestWords,
    wordsPlace: Math.log1p(around.wordsPlace),
    covered: lexical.covered,
    ...lexical.fields,
    queryInName: lexical.queryInName,
    nameInQuery: lexical.nameInQuery,
    pathInQuery: lexical.pathInQuery,
    bestWordInName: lexical.bestWordInName,
    firstWordInName: lexical.firstWordInName,
    ...soft,
    cosine,
    cosineOfBest: cosine / around.bestCosine,
    cosinePlace: Math.log1p(around.cosinePlace),
    mentionName: mentions.name,
    mentionStrong: mentions.strongName,
    mentionQualified: mentions.qualified,
    mentionClass: mentions.class,
    mentionPath: mentions.path,
    mentionFrameFile: mentions.frameFile,
    mentionFrame: mentions.frame,
    fileWords: around.fileWords / around.bestWords,
    fileCosine: around.fileCosine / around.bestCosine,
    classWords: around.classWords,
    ...kindFeatures(candidate),
    codeLength: Math.log1p(candidate.fields.code.length),
    nameLength: candidate.fields.name === '' ? 0 : candidate.fields.name.split(' ').length,
    inDegree: Math.log1p(candidate.inDegree),
    queryLength: Math.log1p(query.length),
    queryHasCode: query.hasCode ? 1 : 0,
  };
}

function kindFeatures(
  candidate: RankingCandidate,
): Pick<Record<RankingFeature, number>, 'isClass' | 'isMethod' | 'isFunction' | 'isConstructor' | 'isPrivate'> {
  return {
    isClass: candidate.label === 'CLASS' ? 1 : 0,
    isMethod: candidate.label === 'METHOD' ? 1 : 0,
    isFunction: candidate.label === 'FUNCTION' ? 1 : 0,
    isConstructor: CONSTRUCTORS.has(candidate.name) ? 1 : 0,
    isPrivate: candidate.name.startsWith('_') || candidate.visibility === 'private' ? 1 : 0,
  };
}

/** Place of each score among all, from 1, greatest first; equal scores in their order. */
function placesOf(scores: readonly number[]): number[] {
  const order = scores.map((score, at) => ({ score, at })).sort((a, b) => b.score - a.score || a.at - b.at);
  const places = new Array<number>(scores.length).fill(0);
  order.forEach(({ at }, place) => (places[at] = place + 1));
  return places;
}

/** Average of the best scores in each file: one good hit may be chance, three are a subject. */
function bestOfGroups(raw: readonly Raw[], scores: readonly number[]): Map<string, number> {
  const groups = new Map<string, number[]>();
  raw.forEach(({ candidate }, at) => {
    const list = groups.get(candidate.filePath);
    if (list === undefined) groups.set(candidate.filePath, [scores[at] ?? 0]);
    else list.push(scores[at] ?? 0);
  });
  return new Map(
    [...groups].map(([file, list]) => {
      const best = list.sort((a, b) => b - a).slice(0, BEST_OF_FILE);
      return [file, best.reduce((sum, score) => sum + score, 0) / BEST_OF_FILE];
    }),
  );
}
