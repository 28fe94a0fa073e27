import { CHINESE_GLOSSARY } from './chinese-glossary.js';
import { stemWord } from './stem-word.js';

const LONGEST_TERM = Math.max(...[...CHINESE_GLOSSARY.keys()].map((term) => term.length));

/** Whether a text is a run of Chinese characters. */
export function isHan(text: string): boolean {
  return /^\p{Script=Han}+$/u.test(text);
}

/**
 * Words of a run of Chinese characters: its bigrams (the character itself where it stands alone), then the stemmed English words that the programming terms in
 * it mean, longest terms first, from left to right.
 */
export function hanWords(run: string): string[] {
  const characters = Array.from(run);
  const words = characters.length === 1 ? [run] : characters.slice(1).map((next, at) => `${characters[at] ?? ''}${next}`);
  for (let at = 0; at < characters.length;) {
    const term = termAt(characters, at);
    if (term === undefined) {
      at++;
      continue;
    }
    words.push(...term.english.map((word) => stemWord(word)));
    at += term.length;
  }
  return words;
}

function termAt(
  characters: readonly string[],
  at: number,
): { readonly length: number; readonly english: readonly string[] } | undefined {
  for (let length = Math.min(LONGEST_TERM, characters.length - at); length > 0; length--) {
    const english = CHINESE_GLOSSARY.get(characters.slice(at, at + length).join(''));
    if (english !== undefined) return { length, english };
  }
  return undefined;
}
