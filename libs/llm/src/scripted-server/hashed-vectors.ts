import { createHash } from 'node:crypto';

/** Words of a text in lower case; parts of names in camel case are words of their own. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** A vector that rests on the words of a text: the same for the same text, like for texts with common words. */
export function hashedVector(text: string, model: { readonly dimensions: number; readonly variant: string }): readonly number[] {
  const vector = Array.from({ length: model.dimensions }, () => 0);
  // A text without words still has a direction.
  for (const word of ['', ...wordsOf(text)]) {
    const digest = createHash('sha256').update(`${model.variant}\0${word}`).digest();
    for (let at = 0; at < 8; at += 4) {
      const place = digest.readUInt16LE(at) % model.dimensions;
      vector[place] = (vector[place] ?? 0) + (digest.readUInt8(at + 2) % 2 === 0 ? 1 : -1) * (word === '' ? 0.01 : 1);
    }
  }
  return vector;
}

/** Share of the words of a query that a text holds. */
export function overlap(query: string, text: string): number {
  const words = new Set(wordsOf(text));
  const wanted = wordsOf(query);
  return wanted.filter((word) => words.has(word)).length / Math.max(1, wanted.length);
}
