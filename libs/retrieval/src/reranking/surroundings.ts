import type { LexicalScores } from './lexical-scores.js';
import type { RankingCandidate } from './ranking-candidate.js';

/** What is known of a candidate before it is compared with the others. */
interface ScoredCandidate {
  readonly candidate: RankingCandidate;
  readonly lexical: LexicalScores;
  readonly cosine: number;
}

/** What the other candidates say of one: scores of its file, class, folder and neighbours are shares of the best score of all. */
export interface Surroundings {
  readonly bestWords: number;
  readonly bestCosine: number;
  readonly bestCovered: number;
  /** From 1. */
  readonly wordsPlace: number;
  readonly cosinePlace: number;
  readonly fileWords: number;
  readonly fileCosine: number;
  /** Score of the class that it is a method of. */
  readonly classWords: number;
  readonly classBest: number;
  readonly folderWords: number;
  /** Place among the candidates of its file, from 1. */
  readonly placeInFile: number;
  /** Candidates of its file. */
  readonly fileCount: number;
  readonly neighbourWords: number;
  readonly neighbourCosine: number;
  /** Candidates of the same name. */
  readonly sameName: number;
}

const BEST_OF_GROUP = 3;
const BEST_OF_FOLDER = 6;
const LEAST = 1e-9;

/** Surroundings of each candidate, in their order. */
export function surroundingsOf(scored: readonly ScoredCandidate[]): Surroundings[] {
  const words = scored.map(({ lexical }) => lexical.all);
  const cosines = scored.map(({ cosine }) => cosine);
  const bestWords = Math.max(LEAST, ...words);
  const bestCosine = Math.max(LEAST, ...cosines);
  const bestCovered = Math.max(0, ...scored.map(({ lexical }) => lexical.covered));
  const places = { words: placesOf(words), cosine: placesOf(cosines) };
  const files = groupsOf(scored, ({ filePath }) => filePath);
  const classes = groupsOf(scored, classKey);
  const folders = groupsOf(scored, ({ filePath }) => filePath.slice(0, filePath.lastIndexOf('/') + 1));
  const names = groupsOf(scored, ({ name }) => name);
  const classWords = wordsOfClasses(scored);
  const numbers = new Map(scored.map(({ candidate }, at) => [candidate.id, at]));
  return scored.map(({ candidate }, at) => {
    const around = (candidate.neighbours ?? []).flatMap((id) => numbers.get(id) ?? []).filter((other) => other !== at);
    const file = files.of(candidate);
    const own = words[at] ?? 0;
    return {
      bestWords,
      bestCosine,
      bestCovered,
      wordsPlace: places.words[at] ?? 0,
      cosinePlace: places.cosine[at] ?? 0,
      fileWords: averageOfBest(file, words, BEST_OF_GROUP) / bestWords,
      fileCosine: averageOfBest(file, cosines, BEST_OF_GROUP) / bestCosine,
      classWords: classWords.get(classKey(candidate)) ?? 0,
      classBest: candidate.class === undefined ? 0 : averageOfBest(classes.of(candidate), words, BEST_OF_GROUP) / bestWords,
      folderWords: averageOfBest(folders.of(candidate), words, BEST_OF_FOLDER) / bestWords,
      placeInFile: 1 + file.filter((other) => (words[other] ?? 0) > own).length,
      fileCount: file.length,
      neighbourWords: averageOfBest(around, words, BEST_OF_GROUP) / bestWords,
      neighbourCosine: averageOfBest(around, cosines, BEST_OF_GROUP) / bestCosine,
      sameName: names.of(candidate).length,
    };
  });
}

/** The class that a candidate is a method of, or is itself. */
function classKey({ filePath, label, name, class: owner }: RankingCandidate): string {
  return `${filePath}:${owner ?? (label === 'CLASS' ? name : '')}`;
}

function wordsOfClasses(scored: readonly ScoredCandidate[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { candidate, lexical } of scored)
    if (candidate.label === 'CLASS') found.set(`${candidate.filePath}:${candidate.name}`, lexical.all);
  return found;
}

/** Place of each score among all, from 1, greatest first; equal scores in their order. */
function placesOf(scores: readonly number[]): number[] {
  const order = scores.map((score, at) => ({ score, at })).sort((a, b) => b.score - a.score || a.at - b.at);
  const places = new Array<number>(scores.length).fill(0);
  order.forEach(({ at }, place) => (places[at] = place + 1));
  return places;
}

function groupsOf(
  scored: readonly ScoredCandidate[],
  keyOf: (candidate: RankingCandidate) => string,
): { of(candidate: RankingCandidate): readonly number[] } {
  const groups = new Map<string, number[]>();
  scored.forEach(({ candidate }, at) => {
    const key = keyOf(candidate);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  });
  return { of: (candidate) => groups.get(keyOf(candidate)) ?? [] };
}

/** Average of the best scores of a group, missing ones as 0: one good hit may be chance, three are a subject. */
function averageOfBest(group: readonly number[], scores: readonly number[], count: number): number {
  const best = new Float64Array(count);
  for (const member of group) {
    let score = scores[member] ?? 0;
    for (let place = 0; place < count && score > 0; place++) {
      const there = best[place] as number;
      if (score <= there) continue;
      best[place] = score;
      score = there;
    }
  }
  return best.reduce((sum, score) => sum + score, 0) / count;
}
