import { createHash } from 'node:crypto';

const CHARACTERS = 20;

/** Short hash of some texts; the same texts in the same order give the same. */
export function contentHash(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  // Lengths in between: ('ab', 'c') is not ('a', 'bc').
  for (const text of texts) hash.update(`${String(text.length)}:`).update(text);
  return hash.digest('base64url').slice(0, CHARACTERS);
}
