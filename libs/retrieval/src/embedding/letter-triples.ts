const OFFSET_BASIS = 2_166_136_261;
const PRIME = 16_777_619;

/** Calls `add` with the bucket of each run of three letters of `^word$`, and the share that each has in the word: words spelt alike share buckets. */
export function addLetterTriples(word: string, buckets: number, add: (bucket: number, share: number) => void): void {
  const bounded = new TextEncoder().encode(`^${word}$`);
  const count = Math.max(1, bounded.length - 2);
  for (let start = 0; start < count; start++) add(hash(bounded.subarray(start, start + 3)) % buckets, 1 / count);
}

/** FNV-1a, 32 bits. */
function hash(bytes: Uint8Array): number {
  let value = OFFSET_BASIS;
  for (const byte of bytes) value = Math.imul(value ^ byte, PRIME) >>> 0;
  return value;
}
