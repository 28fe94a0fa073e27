import type { SearchFields } from '../descriptions/search-fields.js';
import { wordsOfCode } from '../text/code-words.js';
import type { PreparedSymbol } from './prepared-symbol.js';

/** Bodies above this many characters say several things: one vector would say a little of each. */
const LARGE_BODY = 6_000;
const PART_CHARACTERS = 3_000;
const MOST_PARTS = 4;

/** Whether parts of a body are embedded by themselves, too. A class is told by its members, which are embedded on their own. */
export function hasParts({ symbol }: PreparedSymbol): boolean {
  return symbol.label !== 'CLASS' && symbol.label !== 'MODULE' && symbol.code.length > LARGE_BODY;
}

/** Documents of the parts of a large body, by whole lines, each under the same name and signature; none for others. The same symbol gives the same parts. */
export function bodyParts(item: PreparedSymbol): SearchFields[] {
  if (!hasParts(item)) return [];
  const parts: string[] = [];
  let part = '';
  for (const line of item.symbol.code.split('\n')) {
    if (part !== '' && part.length + line.length > PART_CHARACTERS) {
      parts.push(part);
      part = '';
    }
    if (parts.length === MOST_PARTS) break;
    part += `${line.slice(0, PART_CHARACTERS)}\n`;
  }
  if (part !== '' && parts.length < MOST_PARTS) parts.push(part);
  return parts.map((code) => ({ ...item.fields, code: wordsOfCode(code).join(' ') }));
}
