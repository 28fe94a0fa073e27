/** One line of an ignore file, compiled. */
export interface IgnoreRule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Segments of the pattern; `**` stands alone. A pattern without a slash has one segment and matches at any depth. */
  readonly segments: readonly string[];
  readonly anyDepth: boolean;
}

/** Verdict of a rule list: undefined when no rule speaks. */
export type IgnoreVerdict = 'ignored' | 'included' | undefined;

/** Reads the text of a .gitignore. Lines that git would not use (comments, blanks, a lone slash) give no rule. */
export function parseIgnoreRules(text: string): readonly IgnoreRule[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .flatMap((line) => parseRule(line) ?? []);
}

/**
 * Verdict of rules on one entry: the last rule that matches it decides, as in git. Parents are not looked at: a walk does not enter
 * ignored folders.
 * @param segments names from the folder of the ignore file down to the entry
 */
export function ignoreVerdict(rules: readonly IgnoreRule[], segments: readonly string[], isFolder: boolean): IgnoreVerdict {
  for (let at = rules.length - 1; at >= 0; at--) {
    const rule = rules[at] as IgnoreRule;
    if (rule.foldersOnly && !isFolder) continue;
    if (!matchesRule(rule, segments)) continue;
    return rule.negated ? 'included' : 'ignored';
  }
  return undefined;
}

function parseRule(line: string): IgnoreRule | undefined {
  let pattern = trimUnescapedSpaces(line);
  if (pattern === '' || pattern.startsWith('#')) return undefined;
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith('/') && !pattern.endsWith('\\/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const anchored = pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  if (pattern === '') return undefined;
  const segments = pattern.split('/').filter((segment, at, all) => !(segment === '**' && all[at - 1] === '**'));
  return { negated, foldersOnly, segments, anyDepth: !anchored };
}

/** Trailing spaces do not count unless a backslash keeps them. */
function trimUnescapedSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ' && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}

function matchesRule(rule: IgnoreRule, segments: readonly string[]): boolean {
  if (rule.anyDepth) return matchesSegment(rule.segments[0] as string, segments[segments.length - 1] ?? '');
  return matchesPath(rule.segments, segments);
}

/** Matches whole paths; `**` takes any number of segments (at the end: at least one). Time is bounded by the product of both lengths. */
function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  let reachable = new Uint8Array(path.length + 1);
  reachable[0] = 1;
  for (const [at, part] of pattern.entries()) {
    const next = new Uint8Array(path.length + 1);
    const isLast = at === pattern.length - 1;
    for (let taken = 0; taken <= path.length; taken++) {
      if (reachable[taken] !== 1) continue;
      if (part === '**') next.fill(1, isLast ? taken + 1 : taken);
      else if (taken < path.length && matchesSegment(part, path[taken] as string)) next[taken + 1] = 1;
    }
    reachable = next;
  }
  return reachable[path.length] === 1;
}

/** Glob of one name: `*`, `?`, `[a-z]`, `[!a]`, `\x`. Goes back to the last star only, so hostile patterns stay cheap. */
export function matchesSegment(pattern: string, name: string): boolean {
  let inPattern = 0;
  let inName = 0;
  let starInPattern = -1;
  let starInName = 0;
  while (inName < name.length) {
    const width = inPattern < pattern.length ? matchOne(pattern, inPattern, name[inName] as string) : 0;
    if (pattern[inPattern] === '*') {
      starInPattern = inPattern++;
      starInName = inName;
    } else if (width > 0) {
      inPattern += width;
      inName++;
    } else if (starInPattern >= 0) {
      inPattern = starInPattern + 1;
      inName = ++starInName;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}

/** Length of the pattern element at `at` when it matches the character, else 0. */
function matchOne(pattern: string, at: number, character: string): number {
  const element = pattern[at];
  if (element === '?') return 1;
  if (element === '\\') return pattern[at + 1] === character ? 2 : 0;
  if (element === '[') return matchClass(pattern, at, character);
  return element === character ? 1 : 0;
}

const POSIX_CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[A-Za-z0-9]/],
  ['alpha', /[A-Za-z]/],
  ['digit', /[0-9]/],
  ['lower', /[a-z]/],
  ['upper', /[A-Z]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /\s/],
  ['xdigit', /[0-9A-Fa-f]/],
]);

/** One element of a bracket expression, and where the next begins. */
interface ClassElement {
  readonly matches: boolean;
  readonly next: number;
}

function matchClass(pattern: string, open: number, character: string): number {
  const negated = pattern[open + 1] === '!' || pattern[open + 1] === '^';
  const first = open + (negated ? 2 : 1);
  let found = false;
  // A closing bracket right at the start stands for itself.
  for (let at = first; at < pattern.length;) {
    if (pattern[at] === ']' && at > first) return found === negated ? 0 : at + 1 - open;
    const element = posixElement(pattern, at, character) ?? rangeElement(pattern, at, character);
    found ||= element.matches;
    at = element.next;
  }
  return 0;
}

/** `[:digit:]` and its like. */
function posixElement(pattern: string, at: number, character: string): ClassElement | undefined {
  const match = /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 12));
  if (match === null) return undefined;
  return { matches: POSIX_CLASSES.get(match[1] ?? '')?.test(character) ?? false, next: at + match[0].length };
}

/** One character, or two with a hyphen between; a backslash takes what follows as it is. */
function rangeElement(pattern: string, at: number, character: string): ClassElement {
  const low = pattern[at] === '\\' ? at + 1 : at;
  const isRange = pattern[low + 1] === '-' && low + 2 < pattern.length && pattern[low + 2] !== ']';
  if (!isRange) return { matches: pattern[low] === character, next: low + 1 };
  const high = pattern[low + 2] === '\\' ? low + 3 : low + 2;
  return { matches: (pattern[low] ?? '') <= character && character <= (pattern[high] ?? ''), next: high + 1 };
}
