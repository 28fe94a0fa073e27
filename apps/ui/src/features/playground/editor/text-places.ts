import type { Text } from '@codemirror/state';

/** A place as the service tells it: line and column from 1, columns in Unicode characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The offset of a place in a document; a place outside of it becomes the nearest inside. */
export function offsetOf(document: Text, { line, column }: Place): number {
  const { from, text } = document.line(Math.max(1, Math.min(line, document.lines)));
  let offset = 0;
  for (let left = column - 1; left > 0 && offset < text.length; left -= 1)
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return from + offset;
}

/** The range of a problem in a document. Servers tell where a fault begins, or a point within it: then it is the name with its dots around that place. */
export function rangeOf(
  document: Text,
  problem: Place & { readonly endLine?: number | null; readonly endColumn?: number | null },
): { readonly from: number; readonly to: number } {
  const { endLine, endColumn } = problem;
  const start = offsetOf(document, problem);
  const hasEnd = endLine != null && endColumn != null;
  const { from, to } = hasEnd
    ? { from: start, to: offsetOf(document, { line: endLine, column: endColumn }) }
    : nameAround(document, start);
  if (to > from) return { from, to };
  return from < document.length ? { from, to: from + 1 } : { from: Math.max(0, from - 1), to: from };
}

function nameAround(document: Text, offset: number): { readonly from: number; readonly to: number } {
  const line = document.lineAt(offset);
  const before = /[\p{L}\p{Nd}_.$]*$/u.exec(line.text.slice(0, offset - line.from))?.[0] ?? '';
  const after = /^[\p{L}\p{Nd}_.$]*/u.exec(line.text.slice(offset - line.from))?.[0] ?? '';
  return { from: offset - before.length, to: offset + after.length };
}
