const SCRIPT = /^[cm]?[jt]sx?$/;

/**
 * How common the language of a file is in a repository, 0..1 of the commonest: a port to another language often says the same as the original, and in more
 * words, but a question without a word about it means the original. `paths` are those of its symbols, ids of symbols allowed.
 */
export function languageShares(paths: Iterable<string>): (filePath: string) => number {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const language = languageOf(path);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  return (filePath) => (counts.get(languageOf(filePath)) ?? 0) / most;
}

/** Ending of a path, or of the path in an id such as `METHOD:src/http.ts:Session.send`. */
function languageOf(path: string): string {
  const end = path.indexOf(':', path.indexOf(':') + 1);
  const file = end < 0 ? path : path.slice(0, end);
  const extension = file.slice(file.lastIndexOf('.') + 1);
  return SCRIPT.test(extension) ? 'script' : extension;
}
