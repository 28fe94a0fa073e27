/** Folder of a path; '' for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** A relative path from a folder, without `.` and `..`; undefined when it leaves the root. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The folder and all folders above it, innermost first; the last is ''. */
export function foldersUp(folder: string): string[] {
  const result = [folder];
  for (let at = folder; at !== '';) {
    at = folderOf(at);
    result.push(at);
  }
  return result;
}

/** Replaces the `*` of a pattern by what it stood for; undefined when the text does not fit. */
export function matchPattern(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : undefined;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return undefined;
  return text.slice(head.length, text.length - tail.length);
}

/** JSON with comments and trailing commas, as in tsconfig files; undefined when it is broken. */
export function parseJsonWithComments(text: string): unknown {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_all, literal: string | undefined) => literal ?? '')
    .replace(
      /("(?:[^"\\\n]|\\.)*")|,(\s*[}\]])/g,
      (_all, literal: string | undefined, close: string | undefined) => literal ?? close ?? '',
    );
  try {
    return JSON.parse(plain) as unknown;
  } catch {
    return undefined;
  }
}

/** An object's own property; undefined for anything else. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
