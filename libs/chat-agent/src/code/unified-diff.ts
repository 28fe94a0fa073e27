import type { Change, FileChanges } from './apply-edits.js';

const CONTEXT_LINES = 3;
const NO_LINE_END = '\\ No newline at end of file';

/** Changes as a unified diff in git's form, which `git apply` takes in the root of the repository. Files in their order. */
export function unifiedDiff(files: readonly FileChanges[]): string {
  return files.map(fileDiff).join('');
}

function fileDiff(file: FileChanges): string {
  const { old, filePath } = file;
  const before = quotedPath(`a/${filePath}`);
  const after = quotedPath(`b/${filePath}`);
  const head = [`diff --git ${before} ${after}`];
  if (old === undefined) head.push('new file mode 100644', '--- /dev/null', `+++ ${after}`);
  else head.push(`--- ${before}${tabAfter(filePath)}`, `+++ ${after}${tabAfter(filePath)}`);
  return [...head, ...hunks(file)].map((line) => `${line}\n`).join('');
}

/** Git reads a name up to a tab where it holds a space. */
function tabAfter(path: string): string {
  return path.includes(' ') ? '\t' : '';
}

/** In quotes where git would quote it, byte by byte. */
function quotedPath(path: string): string {
  if (/^[\u0020-\u007e]*$/.test(path) && !/["\\]/.test(path)) return path;
  const bytes = [...Buffer.from(path, 'utf8')].map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}

/** One line of a file as git counts them: its text, and whether a line end follows. */
interface Line {
  readonly text: string;
  readonly hasEnd: boolean;
}

function hunks({ old, changes, lines }: FileChanges): readonly string[] {
  const before = gitLines(old?.lines ?? [''], old?.hasCarriageReturns ?? false);
  const after = gitLines(lines, old?.hasCarriageReturns ?? false);
  let shift = 0;
  return groups(changes, before.length).flatMap((group) => {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) return [];
    const from = Math.max(0, first.from - CONTEXT_LINES);
    const to = Math.min(before.length, last.from + last.removed + CONTEXT_LINES);
    const newFrom = from + shift;
    const body: string[] = [];
    let at = from;
    let newAt = newFrom;
    for (const change of group) {
      body.push(...signed(' ', before.slice(at, change.from)));
      newAt += change.from - at;
      body.push(...signed('-', before.slice(change.from, change.from + change.removed)));
      const added = after.slice(newAt, newAt + change.added.length);
      body.push(...signed('+', added));
      newAt += added.length;
      at = Math.min(change.from + change.removed, before.length);
    }
    body.push(...signed(' ', before.slice(at, to)));
    newAt += to - at;
    shift = newAt - to;
    return [`@@ -${range(from, to - from)} +${range(newFrom, newAt - newFrom)} @@`, ...body];
  });
}

function signed(sign: ' ' | '-' | '+', lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ text, hasEnd }) => [`${sign}${text}`, ...(hasEnd ? [] : [NO_LINE_END])]);
}

function range(from: number, count: number): string {
  return `${count === 0 ? from : from + 1},${count}`;
}

function gitLines(lines: readonly string[], hasCarriageReturns: boolean): readonly Line[] {
  const last = lines.length - 1;
  const texts = lines.map((text, index) => ({
    text: hasCarriageReturns && index < last ? `${text}\r` : text,
    hasEnd: index < last,
  }));
  return texts.at(-1)?.text === '' ? texts.slice(0, -1) : texts;
}

/** Changes whose context would touch stand in one hunk. */
function groups(changes: readonly Change[], length: number): readonly (readonly Change[])[] {
  const grouped: Change[][] = [];
  for (const change of changes) {
    const group = grouped.at(-1);
    const before = group?.at(-1);
    const end = before === undefined ? -Infinity : Math.min(before.from + before.removed, length);
    if (group !== undefined && change.from - end <= 2 * CONTEXT_LINES) group.push(change);
    else grouped.push([change]);
  }
  return grouped;
}
