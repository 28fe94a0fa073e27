const OPENING = '([{';
const CLOSING = ')]}';
/** Lines that start so cannot stand inside brackets, so that brackets open before them were never closed. */
const STATEMENT_START =
  /[ \t]*(?:(?:async[ \t]+)?def[ \t]+\w+[ \t]*[([]|class[ \t]+\w+[ \t]*[:(]|@\w+(?:\.\w+)*[ \t]*(?:\(|\r?\n)|(?:import|return|raise|while|try|with|pass|break|continue)\b(?![ \t]*[=,)\]}.])|from[ \t]+[\w.]+[ \t]+import\b)/y;

/**
 * The text with opening brackets that nothing closes turned into spaces, so that an unfinished line does not swallow the definitions
 * after it. Offsets stay. @returns undefined when there is nothing to mend.
 */
export function repairBrackets(text: string): string | undefined {
  const open: number[] = [];
  const unclosed: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '#') {
      at = endOfLine(text, at) - 1;
    } else if (char === '"' || char === "'") {
      at = endOfString(text, at) - 1;
    } else if (OPENING.includes(char)) {
      open.push(at);
    } else if (CLOSING.includes(char)) {
      open.pop();
    } else if (char === '\n' && open.length > 0) {
      STATEMENT_START.lastIndex = at + 1;
      if (STATEMENT_START.test(text)) moveAll(open, unclosed);
    }
  }
  const mended = withoutHeaders(text, unclosed.concat(open));
  if (mended.length === 0) return undefined;
  const characters = text.split('');
  for (const at of mended) characters[at] = ' ';
  return characters.join('');
}

/** Moves all items; there may be more of them than a call takes arguments. */
function moveAll(from: number[], to: number[]): void {
  for (const item of from.splice(0)) to.push(item);
}

/** Offsets on lines that are no header; each line is looked at once, as it may hold very many. */
function withoutHeaders(text: string, offsets: readonly number[]): readonly number[] {
  let lineEnd = -1;
  let isOnHeader = false;
  return offsets.filter((at) => {
    if (at >= lineEnd) {
      lineEnd = endOfLine(text, at);
      isOnHeader = isHeader(text.slice(text.lastIndexOf('\n', at) + 1, lineEnd));
    }
    return !isOnHeader;
  });
}

/** The parser itself mends `def f(:`, and would not know `def f :`. */
function isHeader(line: string): boolean {
  return /^\s*(?:async\s+def|def|class)\b.*:\s*$/.test(line);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Offset after the string that starts here; an unfinished one ends with its line, or with the text when it has three quotes. */
function endOfString(text: string, from: number): number {
  const quote = text[from] as string;
  const isLong = text.startsWith(quote.repeat(3), from);
  const close = isLong ? quote.repeat(3) : quote;
  for (let at = from + close.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(close, at)) return at + close.length;
    else if (text[at] === '\n' && !isLong) return at;
  }
  return text.length;
}
