import { wordsOfField } from '../embedding/corpus-statistics.js';
import type { QueryAnalysis } from '../query/analyse-query.js';
import type { RankingCandidate } from './ranking-candidate.js';

/** Whether and how a question names a symbol or its file outright. Each 0..1. */
export interface Mentions {
  /** Its whole name is written as code somewhere. */
  readonly name: number;
  /** ... where it counts: between backticks, in the title, before a parenthesis. */
  readonly strongName: number;
  /** Together with its class or module. */
  readonly qualified: number;
  /** Its class is named. */
  readonly class: number;
  /** Its file's path is named. */
  readonly path: number;
  /** Its file is in a stack trace: the nearer to the end, the greater. */
  readonly frameFile: number;
  /** Itself is in a stack trace: the nearer to the end, the greater. */
  readonly frame: number;
}

/** Looks up symbols in what one question names. */
export class MentionReader {
  readonly #names: ReadonlySet<string>;
  readonly #strong: ReadonlySet<string>;
  readonly #query: QueryAnalysis;

  constructor(query: QueryAnalysis) {
    this.#names = new Set(query.names);
    this.#strong = new Set(query.strongNames);
    this.#query = query;
  }

  /** How the question names a symbol. */
  of(candidate: RankingCandidate): Mentions {
    const name = candidate.name.toLowerCase();
    const owner = candidate.class?.toLowerCase();
    const whole = wordsOfField(candidate.fields.identifier);
    const frame = this.#frameMentions(candidate, name);
    return {
      name: flag(this.#names.has(name)),
      strongName: flag(this.#strong.has(name)),
      qualified: flag(whole.some((each) => each !== name && this.#names.has(each))),
      class: flag(owner !== undefined && this.#names.has(owner)),
      path: flag(this.#query.paths.some((path) => sameEnd(candidate.filePath, path))),
      ...frame,
    };
  }

  #frameMentions({ filePath }: RankingCandidate, name: string): { readonly frameFile: number; readonly frame: number } {
    const { frames } = this.#query;
    let frameFile = 0;
    let frame = 0;
    frames.forEach(({ path, name: at }, place) => {
      if (!sameEnd(path, filePath) && !sameEnd(filePath, path) && !sharesTail(path, filePath)) return;
      const nearness = (place + 1) / frames.length;
      frameFile = Math.max(frameFile, nearness);
      if (at.toLowerCase() === name) frame = Math.max(frame, nearness);
    });
    return { frameFile, frame };
  }
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}

/** Whether a path ends in another, at a folder's border. */
function sameEnd(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`);
}

/** Whether two paths share their last two names: an installed package lies elsewhere than its source. */
function sharesTail(one: string, other: string): boolean {
  const tail = one.split('/').slice(-2);
  return tail.length === 2 && other.split('/').slice(-2).join('/') === tail.join('/');
}
