/** A part of a reply between `[start_of_NAME]` and `[end_of_NAME]`. */
export interface MarkedSection {
  readonly name: string;
  /** Without surrounding blank lines. */
  readonly content: string;
  /** False when the reply ended, or another section began, before its end marker. */
  readonly isClosed: boolean;
}

/** Markers count at the beginning of a line only, so that text which merely quotes one adds no section. */
const MARKER = /^[ \t>*#`]{0,4}\[(start|end)_of_([a-z][a-z_]{0,40})\][ \t*`]*/gim;

/** The sections of a reply in their order. An end marker may be missing; what begins a section ends the one before. */
export function markedSections(reply: string): readonly MarkedSection[] {
  const sections: MarkedSection[] = [];
  let open: { readonly name: string; readonly from: number } | undefined;
  const close = (to: number, isClosed: boolean): void => {
    if (open !== undefined) sections.push({ name: open.name, content: trimLines(reply.slice(open.from, to)), isClosed });
    open = undefined;
  };
  for (const match of reply.matchAll(MARKER)) {
    const name = (match[2] ?? '').toLowerCase();
    if (match[1]?.toLowerCase() === 'start') {
      close(match.index, false);
      open = { name, from: match.index + match[0].length };
    } else if (open?.name === name) close(match.index, true);
  }
  close(reply.length, false);
  return sections;
}

/** The reply without its sections of that name, markers included. */
export function withoutSection(reply: string, name: string): string {
  const pattern = new RegExp(
    `^[ \\t>*#\`]{0,4}\\[start_of_${name}\\][^]*?(?:^[ \\t>*#\`]{0,4}\\[end_of_${name}\\][ \\t*\`]*$|$(?![^]))`,
    'gim',
  );
  return reply.replaceAll(pattern, '').trim();
}

/** The reply without what reasoning models think aloud before it. */
export function withoutThinking(reply: string): string {
  const end = reply.lastIndexOf('</think>');
  const begins = /^\s*<think>/.test(reply);
  if (end < 0) return begins ? '' : reply;
  return begins || !reply.slice(0, end).includes('<think>') ? reply.slice(end + '</think>'.length).trimStart() : reply;
}

function trimLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
