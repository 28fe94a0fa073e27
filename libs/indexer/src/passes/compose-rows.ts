import type { NodeRow, PropertyValue } from '@codexgraph/graph-model';
import type { SourceLanguage } from '../languages/language.js';
import type { LinkedNode } from '../linking/link-outcome.js';

/** Longer sentences of a derived description are cut at this many UTF-16 code units. */
const MAX_DESCRIPTION_LENGTH = 500;

/**
 * Fills the texts of a linked node from the text of its file: `code`, `signature`, `docstring`, and `description` with its
 * `description_source` where a docstring begins with a paragraph. PACKAGE and EXTERNAL nodes have no texts and stay as they are.
 */
export function composeRow(node: LinkedNode, text: string, language: SourceLanguage): NodeRow {
  const { row, ranges } = node;
  if (ranges === undefined) return row;
  const properties: Record<string, PropertyValue> = { ...row.properties };
  properties['code'] = text.slice(ranges.start, ranges.end);
  const signature = joinedLines(text.slice(ranges.signatureStart, ranges.signatureEnd));
  if (signature !== '') properties['signature'] = signature;
  if (ranges.docstringStart >= 0) {
    const docstring = language.cleanDocstring(text.slice(ranges.docstringStart, ranges.docstringEnd));
    if (docstring !== '') {
      properties['docstring'] = docstring;
      properties['description'] = firstParagraph(docstring);
      properties['description_source'] = 'docstring';
    }
  }
  return { ...row, properties };
}

/** White space of every kind joined to single spaces, as it would stand on one line. */
function joinedLines(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[([{]) | (?=[)\]}])/gu, '')
    .trim();
}

function firstParagraph(docstring: string): string {
  const paragraph = docstring.split(/\n\s*\n/u, 1)[0] ?? '';
  const sentence = paragraph.replace(/\s+/gu, ' ').trim();
  if (sentence.length <= MAX_DESCRIPTION_LENGTH) return sentence;
  const cut = sentence.lastIndexOf(' ', MAX_DESCRIPTION_LENGTH);
  return `${sentence.slice(0, cut > 0 ? cut : MAX_DESCRIPTION_LENGTH)} …`;
}
