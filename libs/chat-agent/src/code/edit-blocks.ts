/** One change as a model writes it. */
export interface EditBlock {
  /** As written; '' when no path stood before the block. */
  readonly filePath: string;
  /** Lines to be found, without line ends; none: a new file. */
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

/** Blocks of a reply and the text around them. */
export interface ReadEdits {
  readonly blocks: readonly EditBlock[];
  /** What stands before the first block, without fences. */
  readonly remark: string;
  /** What cannot be read, one sentence each. */
  readonly problems: readonly string[];
}

const START = /^<{5,9}[ \t]*SEARCH\b/i;
const MIDDLE = /^={5,9}[ \t]*$/;
const END = /^>{5,9}[ \t]*REPLACE\b/i;
const FENCE = /^[ \t]*(?:```|~~~)/;
const MOST_BLOCKS = 50;

/** Reads search/replace blocks, with or without fences around them. A block without a path belongs to the file of the one before. */
export function readEdits(reply: string): ReadEdits {
  const lines = reply.split(/\r?\n/);
  const blocks: EditBlock[] = [];
  let filePath = '';
  let remarkEnd: number | undefined;
  const edits = (problems: readonly string[]): ReadEdits => ({ blocks, remark: remarkOf(lines.slice(0, remarkEnd)), problems });
  for (let at = indexFrom(lines, 0, START); at >= 0 && blocks.length < MOST_BLOCKS; at = indexFrom(lines, at, START)) {
    const path = pathBefore(lines, at);
    filePath = path?.path ?? filePath;
    remarkEnd ??= path?.at ?? at;
    const middle = indexFrom(lines, at + 1, MIDDLE);
    const end = middle < 0 ? -1 : indexFrom(lines, middle + 1, END);
    if (end < 0) {
      const missing = middle < 0 ? '=======' : '>>>>>>> REPLACE';
      return edits([`The block that begins in line ${at + 1} of the reply has no "${missing}".`]);
    }
    const search = withoutBars(lines.slice(at + 1, middle));
    blocks.push({ filePath, search: isBlank(search) ? [] : search, replace: withoutBars(lines.slice(middle + 1, end)) });
    at = end;
  }
  return edits([]);
}

function remarkOf(lines: readonly string[]): string {
  return lines
    .filter((line) => !FENCE.test(line))
    .join('\n')
    .trim();
}

function pathBefore(lines: readonly string[], block: number): { readonly path: string; readonly at: number } | undefined {
  for (let at = block - 1; at >= Math.max(0, block - 3); at -= 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '' || FENCE.test(line)) continue;
    const path = line
      .replace(/^(?:#+|[-*]|file(?: ?path)?:)\s*/i, '')
      .replaceAll(/[`*"]/g, '')
      .replace(/:$/, '')
      .trim();
    return /^[^\s<>=]+(?: [^\s<>=]+)*\.[\w]+$|^[\w./-]*\/[\w.-]+$/.test(path) ? { path, at } : undefined;
  }
  return undefined;
}

function indexFrom(lines: readonly string[], from: number, pattern: RegExp): number {
  const found = lines.slice(from).findIndex((line) => pattern.test(line));
  return found < 0 ? -1 : from + found;
}

/** Models sometimes copy the bar that quotations have before each line. */
function withoutBars(lines: readonly string[]): readonly string[] {
  const hasBars = lines.length > 0 && lines.every((line) => line.startsWith('| ') || line === '|');
  return hasBars ? lines.map((line) => line.slice(2)) : lines;
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '');
}
