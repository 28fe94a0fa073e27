import { wordsOfText } from './words-of-text.js';

/** Words of the languages themselves, folded: they stand in nearly every body and tell nothing apart. */
const LANGUAGE_WORDS: ReadonlySet<string> = new Set(
  wordsOfText(
    `def self cls return const let var function this new if else elif for while in of not and or is none null undefined true false import from as
     class extends implements export default async await yield try except catch finally raise throw throws pass lambda with static public private
     protected readonly void typeof instanceof interface type any unknown never string number boolean str int bool float switch case break continue
     super constructor init del assert print`,
  ),
);

/** Words of source text, folded, without those of the language itself. In order, with repetitions. */
export function wordsOfCode(text: string): string[] {
  return wordsOfText(text).filter((word) => !LANGUAGE_WORDS.has(word));
}
