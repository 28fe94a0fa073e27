/** The command line is wrong; the sentence says how it is right. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
