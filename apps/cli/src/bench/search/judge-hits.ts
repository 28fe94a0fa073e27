import type { SearchQuestion } from './search-question.js';

/** What judging reads of a hit. */
export interface JudgedHit {
  readonly name: string;
  readonly class?: string | undefined;
  readonly filePath: string;
}

/** Places, from 1, of the first hit that is right and of the first file that is; undefined where none is. */
export interface Places {
  readonly definition: number | undefined;
  readonly file: number | undefined;
}

/** How well one way of searching answered a set of questions. Shares of the questions. */
export interface SearchFigures {
  readonly questions: number;
  readonly hitAt: Readonly<Record<number, number>>;
  readonly fileAt: Readonly<Record<number, number>>;
  /** Mean of 1 / place of the first right hit among twenty. */
  readonly reciprocalRank: number;
}

/** Numbers of hits that the figures count within. */
export const DEPTHS = [1, 3, 5, 10, 20] as const;

/** Places of the right hits; a file counts once. */
export function judgeHits({ targets }: SearchQuestion, hits: readonly JudgedHit[]): Places {
  const definition = hits.findIndex((hit) => targets.some((target) => isTarget(hit, target)));
  const files = [...new Set(hits.map(({ filePath }) => filePath))];
  const file = files.findIndex((path) => targets.some((target) => path === target.file));
  return { definition: placeOf(definition), file: placeOf(file) };
}

/** Sums up places. */
export function searchFigures(places: readonly Places[]): SearchFigures {
  const share = (within: (place: Places) => number | undefined, depth: number): number =>
    places.filter((place) => (within(place) ?? Infinity) <= depth).length / Math.max(1, places.length);
  const deepest = Math.max(...DEPTHS);
  const reciprocals = places.map(({ definition }) => (definition === undefined || definition > deepest ? 0 : 1 / definition));
  return {
    questions: places.length,
    hitAt: Object.fromEntries(DEPTHS.map((depth) => [depth, share(({ definition }) => definition, depth)])),
    fileAt: Object.fromEntries(DEPTHS.map((depth) => [depth, share(({ file }) => file, depth)])),
    reciprocalRank: reciprocals.reduce((sum, value) => sum + value, 0) / Math.max(1, places.length),
  };
}

function isTarget(hit: JudgedHit, target: SearchQuestion['targets'][number]): boolean {
  if (hit.filePath !== target.file) return false;
  if (target.label === 'MODULE') return true;
  if (hit.name.replace(/^#/u, '') !== target.name) return false;
  const owner = target.class ?? undefined;
  return hit.class === undefined || owner === undefined || hit.class === owner;
}

function placeOf(index: number): number | undefined {
  return index < 0 ? undefined : index + 1;
}
