import { tokenize } from '../../safety/syntax/tokenize.js';

const MOST_TRIES = 150;
const OPENING = ['(', '[', '{'];
const CLOSING = [')', ']', '}'];

/**
 * A short text that still fails: pieces of the text are left out, longer ones first, as long as `fails` says that what is left does. Asks at most 150
 * times.
 */
export async function shrink(text: string, fails: (text: string) => Promise<boolean>): Promise<string> {
  let words = tokenize(text)
    .slice(0, -1)
    .map(({ start, end }) => text.slice(start, end));
  let tries = 0;
  for (let length = Math.floor(words.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let start = 0; start + length <= words.length && tries < MOST_TRIES;) {
      const rest = [...words.slice(0, start), ...words.slice(start + length)];
      const isWhole = isBalanced(words.slice(start, start + length));
      if (isWhole) tries += 1;
      if (isWhole && (await fails(rest.join(' ')))) words = rest;
      else start += 1;
    }
  }
  return words.join(' ');
}

/** Leaving out half a pair of brackets never gives a query. */
function isBalanced(words: readonly string[]): boolean {
  const open: number[] = [];
  for (const word of words) {
    if (OPENING.includes(word)) open.push(OPENING.indexOf(word));
    else if (CLOSING.includes(word) && open.pop() !== CLOSING.indexOf(word)) return false;
  }
  return open.length === 0;
}
