/** A function or method as the graph tells it. Lines are 1-based and inclusive. */
export interface EditableFunction {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * The text with one statement more in the body of a function, as its last one; undefined where the body is on the line of its header, or its end is not
 * where its last line says.
 *
 * @param mark makes the statement differ from those of other edits.
 */
export function editBody(text: string, target: EditableFunction, mark: number): string | undefined {
  const lines = text.split('\n');
  const body = lines.slice(target.startLine, target.endLine);
  const header = lines[target.startLine - 1] ?? '';
  const last = body.at(-1);
  if (last === undefined || header.trim() === '') return undefined;
  const isBraced = /\.[cm]?[jt]sx?$/u.test(target.path);
  const outer = indentOf(header);
  if (isBraced && last.trim() !== '}') return undefined;
  const inner = body.filter((line) => line.trim() !== '' && indentOf(line).length > outer.length).map(indentOf);
  const indent = inner.reduce<string | undefined>(
    (least, next) => (least === undefined || next.length < least.length ? next : least),
    undefined,
  );
  if (indent === undefined) return undefined;
  const statement = isBraced
    ? `${indent}const edited${String(mark)} = ${String(mark)};`
    : `${indent}edited_${String(mark)} = ${String(mark)}`;
  lines.splice(isBraced ? target.endLine - 1 : target.endLine, 0, statement);
  return lines.join('\n');
}

function indentOf(line: string): string {
  return /^[ \t]*/u.exec(line)?.[0] ?? '';
}
