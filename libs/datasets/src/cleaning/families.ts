/** A repository as forks are told by: the content hashes of its files. */
export interface RepositoryFiles {
  readonly repository: string;
  readonly hashes: ReadonlySet<string>;
}

/** Share of equal files, of the smaller of two repositories, above which they count as one family. */
const FAMILY_SHARE = 0.5;

/**
 * Names of families by repository: forks, and repositories of which more than half of the files are equal, stay together, so that none is split between
 * training and test; so do relatives of relatives. A family is named by the first of its repositories in code-unit order.
 */
export function repositoryFamilies(repositories: readonly RepositoryFiles[]): ReadonlyMap<string, string> {
  const sorted = [...repositories].sort((left, right) => (left.repository < right.repository ? -1 : 1));
  const family = new Map(sorted.map(({ repository }) => [repository, repository]));
  for (const [index, one] of sorted.entries()) {
    for (const other of sorted.slice(0, index))
      if (areRelated(one.hashes, other.hashes)) join(family, one.repository, other.repository);
  }
  return family;
}

function join(family: Map<string, string>, one: string, other: string): void {
  const [left = one, right = other] = [family.get(one), family.get(other)];
  const [kept, given] = left < right ? [left, right] : [right, left];
  for (const [repository, name] of family) if (name === given) family.set(repository, kept);
}

function areRelated(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const smaller = Math.min(left.size, right.size);
  if (smaller === 0) return false;
  let shared = 0;
  for (const hash of left) if (right.has(hash)) shared++;
  return shared / smaller > FAMILY_SHARE;
}
