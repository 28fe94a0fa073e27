import { cleanText, findJsonObject, withoutThinking, type JsonValue } from '@codexgraph/llm';

/** Longer texts are cut at a word: a description is a sentence or two. */
const MOST_CHARACTERS = 400;
const PIECE = /\{[^{}]*\}/gu;

/** Descriptions of a reply by the number of their piece, from 1. What is cut off, unknown or empty is left out. */
export function readDescriptions(reply: string, pieces: number): ReadonlyMap<number, string> {
  const text = withoutThinking(reply);
  const whole = findJsonObject(text, (value) => Array.isArray(value['descriptions']));
  const entries: readonly JsonValue[] = whole.ok ? (whole.value['descriptions'] as readonly JsonValue[]) : lonePieces(text);
  const found = new Map<number, string>();
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) continue;
    const { piece, text: told } = entry as Readonly<Record<string, JsonValue>>;
    const number = Number(piece);
    const description = typeof told === 'string' ? oneLine(told) : '';
    if (Number.isInteger(number) && number >= 1 && number <= pieces && description !== '') found.set(number, description);
  }
  return found;
}

/** Of a reply that broke off, the pieces that are whole: they are paid for. */
function lonePieces(text: string): readonly JsonValue[] {
  return [...text.matchAll(PIECE)].flatMap(([written]) => {
    const read = findJsonObject(written);
    return read.ok ? [read.value] : [];
  });
}

function oneLine(text: string): string {
  const line = cleanText(text).replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= MOST_CHARACTERS) return line;
  const end = line.lastIndexOf(' ', MOST_CHARACTERS - 1);
  return `${line.slice(0, end <= 0 ? MOST_CHARACTERS - 1 : end)}…`;
}
