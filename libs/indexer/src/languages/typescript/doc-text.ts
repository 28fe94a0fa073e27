/** The text of a doc comment as written, without its marks, leading stars and common indentation. */
export function cleanDocComment(raw: string): string {
  const inner = raw.replace(/^\/\*\*?/, '').replace(/\*\/$/, '');
  const lines = inner.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s*\*(?!\*) ?/, '').trimEnd());
  if (lines.length > 0) lines[0] = (lines[0] ?? '').trimStart();
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  return lines.join('\n');
}
