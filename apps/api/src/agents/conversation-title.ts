const TITLE_CHARACTERS = 80;

/** Title of a conversation that begins with a question: its first line, shortened between words. */
export function titleOf(question: string): string {
  const line = question.split('\n', 1)[0]?.trim() ?? '';
  if (line.length <= TITLE_CHARACTERS) return line;
  const cut = line.slice(0, TITLE_CHARACTERS - 1);
  const space = cut.lastIndexOf(' ');
  return `${space > TITLE_CHARACTERS / 2 ? cut.slice(0, space) : cut}…`;
}
