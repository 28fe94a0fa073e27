import { isStopWord } from '../text/stop-words.js';
import { wordsOfText } from '../text/words-of-text.js';
import { querySections, traceFrames, type QuerySection, type SectionKind, type TraceFrame } from './query-sections.js';

/** A folded word of a question and how much it counts, greater than 0. */
export interface WeightedWord {
  readonly word: string;
  readonly weight: number;
}

/** What ranking knows of a question. A pure function of its text. */
export interface QueryAnalysis {
  /** Distinct words, weightiest first, ties in the order of their first places; at most 400. Without stop words unless there is nothing else. */
  readonly words: readonly WeightedWord[];
  /** Words that stand side by side in prose, stop words left out: `status code`, each pair once. */
  readonly pairs: readonly string[];
  /** Names as the question writes them in code (`getUser`, `a.b.c`, `MAX_SIZE`), lower case, in order, without repetition; at most 200. */
  readonly names: readonly string[];
  /** Names that stand between backticks, before `(`, or in the title: more likely what the question is about. */
  readonly strongNames: readonly string[];
  /** File paths that the question names, as written with `/`. */
  readonly paths: readonly string[];
  readonly frames: readonly TraceFrame[];
  /** How many words the prose has: long questions are reports, not descriptions. */
  readonly length: number;
  /** Whether there is code or a stack trace in it. */
  readonly hasCode: boolean;
}

/** Text after this many characters is not read: 100 kB of log say no more than its beginning. */
const CHARACTERS = 20_000;
const MOST_WORDS = 400;
const MOST_NAMES = 200;
const SECTION_WEIGHTS: Readonly<Record<SectionKind, number>> = { title: 2.5, prose: 1, code: 0.4, trace: 0.3 };
const CODE_NAME = /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/g;
const COMPOUND = /[a-z\d][A-Z]|[A-Z]{2,}[a-z]|\w_\w|^_|\w\.\w/;
const PATH = /[\w@.-]*(?:\/[\w@.-]+)+\.\w{1,4}\b|\b[\w-]+\.(?:py|[cm]?[jt]sx?)\b/g;
/** Words around the message of a change that say nothing of what was changed: `fix: ...`, `... fixes #12`. */
const CHANGE_WORDS = /^\s*(?:(?:bug)?fix(?:es)?\b[:\s]+)|\s(?:fix(?:es)?|closes?|resolves?|refs?)(?:\s+#?\d+)?\s*(?=\n|$)/gi;
const WEB_ADDRESS = /\b(?:https?|ftp):\/\/\S+/g;

/** Reads a question of any kind: a few words, a sentence, or a whole bug report with code and stack traces. */
export function analyseQuery(text: string): QueryAnalysis {
  const bounded = text.slice(0, CHARACTERS).replace(WEB_ADDRESS, ' ').replace(CHANGE_WORDS, ' ');
  const sections = querySections(bounded);
  const counts = new Map<string, number>();
  const pairs = new Set<string>();
  let length = 0;
  for (const section of sections) {
    const words = meaningfulWords(section.text);
    if (section.kind === 'prose' || section.kind === 'title') {
      length += words.length;
      for (let at = 1; at < words.length; at++) pairs.add(`${words[at - 1] ?? ''} ${words[at] ?? ''}`);
    }
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + SECTION_WEIGHTS[section.kind]);
  }
  if (counts.size === 0) for (const word of wordsOfText(bounded)) counts.set(word, 1);
  const { names, strongNames } = namesOf(sections);
  return {
    words: [...counts]
      .map(([word, count]) => ({ word, weight: Math.sqrt(Math.min(count, 9)) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_WORDS),
    pairs: [...pairs],
    names: names.slice(0, MOST_NAMES),
    strongNames: strongNames.slice(0, MOST_NAMES),
    paths: [...new Set([...bounded.matchAll(PATH)].map(([path]) => path.replace(/^\.?\//, '')))],
    frames: traceFrames(bounded),
    length,
    hasCode: sections.some(({ kind }) => kind === 'code' || kind === 'trace'),
  };
}

function meaningfulWords(text: string): string[] {
  return wordsOfText(text.replace(/[A-Za-z']+/g, (word) => (isStopWord(word.toLowerCase()) ? ' ' : word)));
}

function namesOf(sections: readonly QuerySection[]): { readonly names: string[]; readonly strongNames: string[] } {
  const names = new Set<string>();
  const strong = new Set<string>();
  for (const section of sections) {
    addAll(strong, namesInBackticks(section.text));
    for (const { name, isStrong } of mentionsIn(section)) {
      addAll(names, withParts(name));
      if (isStrong) addAll(strong, withParts(name));
    }
  }
  addAll(names, strong);
  return { names: [...names], strongNames: [...strong] };
}

/** A name as a section writes it. */
interface Mention {
  readonly name: string;
  readonly isStrong: boolean;
}

/** Names that a section mentions: all words of code, elsewhere only what is called or written like a name of code. */
function mentionsIn({ kind, text }: QuerySection): Mention[] {
  return [...text.matchAll(CODE_NAME)].flatMap((match) => {
    const [name] = match;
    const isNameOfCode = text[match.index + name.length] === '(' || COMPOUND.test(name);
    if (!isNameOfCode && kind !== 'code') return [];
    if (name.length < 3 || isStopWord(name.toLowerCase())) return [];
    return [{ name, isStrong: kind === 'title' || (kind === 'prose' && isNameOfCode) }];
  });
}

function namesInBackticks(text: string): string[] {
  return [...text.matchAll(/`[^`\n]+`/g)].flatMap(([span]) => namesIn(span));
}

function addAll(set: Set<string>, values: Iterable<string>): void {
  for (const value of values) set.add(value);
}

function namesIn(span: string): string[] {
  return [...span.matchAll(CODE_NAME)].flatMap(([name]) => (name.length < 2 ? [] : withParts(name)));
}

/** A dotted name, its last two names and its last name: `a.b.c` may be written of `b.c`. */
function withParts(name: string): string[] {
  const parts = name.toLowerCase().split('.');
  const last = parts.at(-1) ?? '';
  return parts.length === 1 ? [last] : [parts.join('.'), parts.slice(-2).join('.'), last];
}
