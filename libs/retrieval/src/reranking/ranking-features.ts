import type { CorpusStatistics } from '../embedding/corpus-statistics.js';
import type { WordVectors } from '../embedding/word-vectors.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import { WordNumbers } from './candidate-words.js';
import { feedbackScores } from './feedback.js';
import { LexicalScorer, type LexicalScores } from './lexical-scores.js';
import { MentionReader, type Mentions } from './mentions.js';
import type { RankingCandidate } from './ranking-candidate.js';
import { ratedWords } from './rated-words.js';
import { SoftMatcher, type SoftScores } from './soft-match.js';
import { surroundingsOf, type Surroundings } from './surroundings.js';

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
  'softVerb',
  'pairsInName',
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
  'classBest',
  'folderWords',
  'placeInFile',
  'fileCount',
  'neighbourWords',
  'neighbourCosine',
  'feedback',
  'sameName',
  'isClass',
  'isMethod',
  'isFunction',
  'isValue',
  'isConstructor',
  'isPrivate',
  'codeLength',
  'nameLength',
  'inDegree',
  'queryLength',
  'queryHasCode',
  'bestWords',
  'bestCosine',
  'bestCovered',
  'documents',
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

/** Rates candidates against a question; in their order. Places and shares of the best are among these candidates. */
export function rankingFeatures(
  query: QueryAnalysis,
  candidates: readonly RankingCandidate[],
  { statistics, wordVectors }: { readonly statistics: CorpusStatistics; readonly wordVectors: WordVectors },
): RatedCandidate[] {
  const asked = ratedWords(query.words, statistics);
  const numbers = new WordNumbers(asked, statistics);
  const scorer = new LexicalScorer(asked, numbers, statistics);
  const matcher = new SoftMatcher(asked, numbers, wordVectors);
  const mentions = new MentionReader(query);
  const words = candidates.map(({ fields }) => numbers.read(fields));
  const raw = candidates.map((candidate, at): Raw => {
    const own = words[at] as (typeof words)[number];
    return {
      candidate,
      lexical: scorer.scores(own),
      mentions: mentions.of(candidate),
      soft: matcher.scores(own),
      cosine: candidate.cosine ?? 0,
    };
  });
  const around = surroundingsOf(raw);
  const goodness = raw.map(({ lexical, cosine }, at) => {
    const { bestWords = 1, bestCosine = 1 } = around[at] ?? {};
    return lexical.all / bestWords + cosine / bestCosine;
  });
  const feedback = feedbackScores(words, goodness, numbers);
  const pairs = new Set(query.pairs);
  return raw.map((each, at) => ({
    candidate: each.candidate,
    features: {
      ...wordFeatures(each, around[at] as Surroundings),
      ...meaningFeatures(each, around[at] as Surroundings),
      ...placeFeatures(around[at] as Surroundings),
      ...symbolFeatures(each.candidate),
      pairsInName: sharedPairs(each.candidate.fields.name, pairs),
      feedback: feedback[at] ?? 0,
      queryLength: Math.log1p(query.length),
      queryHasCode: query.hasCode ? 1 : 0,
      documents: Math.log1p(statistics.documents),
    },
  }));
}

function wordFeatures({ lexical }: Raw, around: Surroundings) {
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
  };
}

function meaningFeatures({ soft, cosine, mentions }: Raw, around: Surroundings) {
  return {
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
  };
}

function placeFeatures(around: Surroundings) {
  return {
    fileWords: around.fileWords,
    fileCosine: around.fileCosine,
    classWords: around.classWords,
    classBest: around.classBest,
    folderWords: around.folderWords,
    placeInFile: Math.log1p(around.placeInFile),
    fileCount: Math.log1p(around.fileCount),
    neighbourWords: around.neighbourWords,
    neighbourCosine: around.neighbourCosine,
    sameName: Math.log1p(around.sameName),
    bestWords: around.bestWords,
    bestCosine: around.bestCosine,
    bestCovered: around.bestCovered,
  };
}

function symbolFeatures(candidate: RankingCandidate) {
  const { label, name, fields } = candidate;
  return {
    isClass: label === 'CLASS' ? 1 : 0,
    isMethod: label === 'METHOD' ? 1 : 0,
    isFunction: label === 'FUNCTION' ? 1 : 0,
    isValue: label === 'TYPE' || label === 'GLOBAL_VARIABLE' || label === 'FIELD' ? 1 : 0,
    isConstructor: CONSTRUCTORS.has(name) ? 1 : 0,
    isPrivate: name.startsWith('_') || candidate.visibility === 'private' ? 1 : 0,
    codeLength: Math.log1p(fields.code.length),
    nameLength: fields.name === '' ? 0 : fields.name.split(' ').length,
    inDegree: Math.log1p(candidate.inDegree),
  };
}

/** Share of the pairs of words of a name that the question has side by side, too. */
function sharedPairs(name: string, asked: ReadonlySet<string>): number {
  const words = name.split(' ');
  if (words.length < 2 || asked.size === 0) return 0;
  let shared = 0;
  for (let at = 1; at < words.length; at++) if (asked.has(`${words[at - 1] ?? ''} ${words[at] ?? ''}`)) shared++;
  return shared / (words.length - 1);
}
