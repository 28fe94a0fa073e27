import { isHan, hanWords } from './chinese-words.js';
import { splitIdentifier } from './split-identifier.js';
import { stemWord } from './stem-word.js';

/** Runs of letters and digits that belong together: an identifier, a word, or a run of Chinese characters. */
const RUNS = /[A-Za-z][A-Za-z\d]*(?:_+[A-Za-z\d]+)*|\d+|[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;
const STEMS_KEPT = 50_000;
const stems = new Map<string, string>();

/**
 * The words of a text, folded as search documents and queries hold them: identifiers split, lower case, stemmed; Chinese as bigrams and as the English
 * words that its programming terms mean. In order, with repetitions. Single letters are left out.
 */
export function wordsOfText(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.matchAll(RUNS)) addRun(run, words);
  return words;
}

/** The word as {@link wordsOfText} folds it. */
export function foldWord(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemWord(word);
  if (stems.size >= STEMS_KEPT) stems.clear();
  stems.set(word, stem);
  return stem;
}

function addRun(run: string, words: string[]): void {
  if (isHan(run)) {
    words.push(...hanWords(run));
    return;
  }
  if (!/^[\w]+$/.test(run)) {
    words.push(run.toLowerCase());
    return;
  }
  for (const word of splitIdentifier(run)) if (word.length > 1) words.push(foldWord(word));
}
