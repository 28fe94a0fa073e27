import { sha256 } from '../json.js';

/** Parts of a data set. */
export const SPLITS = ['train', 'validation', 'test'] as const;

/** See {@link SPLITS}. */
export type Split = (typeof SPLITS)[number];

const BUCKETS = 100;
const TEST_BELOW = 5;
const VALIDATION_BELOW = 10;

/** The part that a family of repositories belongs to: by its name alone, so that it never moves. About 5 % test, 5 % validation. */
export function splitOf(family: string): Split {
  const bucket = Number(BigInt(`0x${sha256(family)}`) % BigInt(BUCKETS));
  if (bucket < TEST_BELOW) return 'test';
  return bucket < VALIDATION_BELOW ? 'validation' : 'train';
}
