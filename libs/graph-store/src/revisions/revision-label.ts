import { createHash } from 'node:crypto';
import { CodexGraphError } from '@codexgraph/graph-model';

const LABEL = /^R_[A-Za-z0-9_]{1,48}_(?:0|[1-9][0-9]{0,5})$/u;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/u;

/**
 * Label number `number` of a repository's pool: readable, made of letters, digits and `_` only, different for different names.
 *
 * @example revisionLabel('psf/requests', 1) // 'R_psf_requests_1f0c9a2b_1'
 */
export function revisionLabel(repository: string, number: number): string {
  const readable = repository.replace(/[^A-Za-z0-9]+/gu, '_').slice(0, 24);
  const digest = createHash('sha256').update(repository).digest('hex').slice(0, 8);
  return `R_${readable}_${digest}_${String(number)}`;
}

/** Name under which the search structures of a repository stand; they are of the repository, not of one revision. */
export function searchBase(repository: string): string {
  return revisionLabel(repository, 0);
}

/** The label in back quotes, with `suffix` inside them. @throws CodexGraphError INTERNAL when it is not a label of a pool. */
export function escapeRevisionLabel(label: string, suffix = ''): string {
  if (!LABEL.test(label)) throw new CodexGraphError('INTERNAL', `'${label}' is not a revision label.`);
  return `\`${label}${suffix}\``;
}

/** @throws CodexGraphError BAD_INPUT when it is not a possible name of a repository. */
export function checkRepositoryName(name: string): void {
  if (NAME.test(name)) return;
  throw new CodexGraphError(
    'BAD_INPUT',
    `${JSON.stringify(name.slice(0, 120))} cannot be the name of a repository; use 1 to 100 letters, digits, '.', '_', '-' or '/', the first a letter or digit.`,
  );
}
