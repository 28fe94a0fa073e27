import { findJsonObject, type JsonValue } from '@codexgraph/llm';

/** A place where a bug may be, as a model names it. Lines are 1-based; both 0 when it named none. */
export interface BugLocation {
  readonly filePath: string;
  readonly symbol: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly reason: string;
}

/** What a reply of a round holds, once its protocol has read it. Queries come first: a reply that also has an end is a search with a draft. */
export interface ReplyReading {
  readonly analysis?: string;
  readonly queries: readonly string[];
  /** Set when the reply ends the search. */
  readonly end?: { readonly draft?: string; readonly locations: readonly BugLocation[] };
  /** What to tell the model when the reply holds neither. */
  readonly complaint?: string;
}

const MOST_LOCATIONS = 10;

/** Bug locations of a JSON array or object; what is none of them is left out. */
export function readLocations(value: JsonValue): readonly BugLocation[] {
  const list = isList(value) ? value : isObject(value) && isList(value['locations']) ? value['locations'] : [value];
  return list.slice(0, MOST_LOCATIONS).flatMap((item) => {
    if (!isObject(item)) return [];
    const filePath = textOf(item['file_path'] ?? item['file']);
    const symbol = textOf(item['symbol'] ?? item['name']);
    if (filePath === '' && symbol === '') return [];
    const startLine = lineOf(item['start_line'] ?? item['line']);
    const endLine = Math.max(startLine, lineOf(item['end_line']));
    return [{ filePath, symbol, startLine, endLine, reason: textOf(item['reason']) }];
  });
}

/** Bug locations of a text that holds JSON. */
export function readLocationsText(text: string): readonly BugLocation[] {
  const list = /\[[^]*\]/.exec(text)?.[0];
  const reading = findJsonObject(list === undefined ? text : `{"locations": ${list}}`);
  return reading.ok ? readLocations(reading.value) : [];
}

/** Text queries of a list, an object that has one, or a text with one a line. Empty ones are left out. */
export function readQueries(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return linesOfQueries(value);
  if (isList(value))
    return value
      .flatMap((item) => (typeof item === 'string' ? [item.trim()] : readQueries(item)))
      .filter((query) => query !== '');
  if (!isObject(value)) return [];
  const inner = value['text_queries'] ?? value['queries'] ?? value['text_query'] ?? value['query'];
  return inner === undefined ? [] : readQueries(inner);
}

/** Queries of a text: one a line, with or without bullets and numbers. */
export function linesOfQueries(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.):])\s+/, '').trim())
    .filter((line) => line !== '' && !/^#+\s/.test(line) && !/^```/.test(line));
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !isList(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function lineOf(value: JsonValue | undefined): number {
  const line = Math.floor(Number(value));
  return Number.isFinite(line) && line > 0 ? line : 0;
}
