const MAX_LINES = 400;

/** Two texts as the lines of one: those that went with `-`, those that came with `+`, the others with a space. */
export function lineDiff(before: string, after: string): string {
  const [left, right] = [linesOf(before), linesOf(after)];
  if (left.length > MAX_LINES || right.length > MAX_LINES) return [...left.map(minus), ...right.map(plus)].join('\n');
  const common = commonLengths(left, right);
  const lines: string[] = [];
  let [from, to] = [0, 0];
  while (from < left.length || to < right.length) {
    const [old, fresh] = [left[from], right[to]];
    if (old !== undefined && old === fresh) {
      lines.push(` ${old}`);
      from += 1;
      to += 1;
    } else if (old !== undefined && (fresh === undefined || isLeftFirst(common, from, to))) {
      lines.push(minus(old));
      from += 1;
    } else if (fresh !== undefined) {
      lines.push(plus(fresh));
      to += 1;
    }
  }
  return lines.join('\n');
}

/** Whether no less stays common when the left line goes first. */
function isLeftFirst(common: readonly (readonly number[])[], from: number, to: number): boolean {
  return (common[from + 1]?.[to] ?? 0) >= (common[from]?.[to + 1] ?? 0);
}

/** Length of the longest common part of what follows each pair of places. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: left.length + 1 }, () => Array<number>(right.length + 1).fill(0));
  for (let from = left.length - 1; from >= 0; from -= 1) {
    for (let to = right.length - 1; to >= 0; to -= 1) {
      const row = lengths[from];
      if (row === undefined) continue;
      const isSame = left[from] === right[to];
      row[to] = isSame ? (lengths[from + 1]?.[to + 1] ?? 0) + 1 : Math.max(lengths[from + 1]?.[to] ?? 0, row[to + 1] ?? 0);
    }
  }
  return lengths;
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

function minus(line: string): string {
  return `-${line}`;
}

function plus(line: string): string {
  return `+${line}`;
}
