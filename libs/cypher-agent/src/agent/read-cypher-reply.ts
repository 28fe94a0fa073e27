import type { CypherParameter } from '@codexgraph/graph-model';
import { findJsonObject, markedSections, withoutThinking, type CypherText, type JsonValue } from '@codexgraph/llm';

/** A query as a model wrote it. */
export interface WrittenQuery {
  /** 0-based position of the request that it answers. */
  readonly textQuery: number;
  readonly cypher: CypherText;
}

/** Queries of a reply, or what to tell the model about it. */
export type CypherReplyReading =
  | { readonly ok: true; readonly queries: readonly WrittenQuery[]; readonly left: number }
  | { readonly ok: false; readonly complaint: string };

const BLOCK = /^[ \t]*(`{3,}|~{3,})[ \t]*(?:cypher|cql|sql|neo4j)?[ \t]*\n([^]*?)(?:^[ \t]*\1[ \t]*$|$(?![^]))/gim;
const HEAD_COMMENT = /^\s*\/\/\s*text[ _]query:?\s*(\d+)\s*$/im;
const STARTS_QUERY = /^\s*(?:\/\/[^\n]*\n\s*)*(?:MATCH|OPTIONAL|CALL|WITH|UNWIND|RETURN|CYPHER|EXPLAIN)\b/i;

/** Reads queries from JSON, from fenced blocks, or from a bare query; at most `most`, the others are counted in `left`. `requests` bounds the numbers of text queries. */
export function readCypherReply(
  reply: string,
  { requests, most }: { readonly requests: number; readonly most: number },
): CypherReplyReading {
  const text = withoutThinking(reply);
  const section = markedSections(text).find(({ name }) => name === 'cypher_queries');
  const found = [fromJson, fromBlocks, fromBareText]
    .map((read) => read(section?.content ?? text))
    .find((list) => list.length > 0);
  if (found === undefined) return { ok: false, complaint: complaintAbout(text) };
  const unique = withoutRepeats(found.map((query) => ({ ...query, textQuery: clamp(query.textQuery, requests) })));
  return { ok: true, queries: unique.slice(0, most), left: Math.max(0, unique.length - most) };
}

function fromJson(text: string): readonly WrittenQuery[] {
  const reading = findJsonObject(text, (value) => queryList(value).length > 0);
  return reading.ok ? queryList(reading.value) : [];
}

function queryList(value: Readonly<Record<string, JsonValue>>): readonly WrittenQuery[] {
  const list = value['queries'] ?? value['cypher_queries'] ?? [value];
  if (!isList(list)) return [];
  return list.flatMap((item, index) => {
    if (typeof item === 'string') return writtenQuery(item, index + 1, undefined);
    if (item === null || typeof item !== 'object' || isList(item)) return [];
    const text = item['cypher'] ?? item['query'];
    return typeof text === 'string'
      ? writtenQuery(text, item['text_query'] ?? index + 1, item['parameters'] ?? item['params'])
      : [];
  });
}

function writtenQuery(text: string, number: JsonValue, parameters: JsonValue | undefined): readonly WrittenQuery[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const given = parameters !== null && typeof parameters === 'object' && !isList(parameters) ? parameters : {};
  const cypher =
    Object.keys(given).length === 0
      ? { text: trimmed }
      : { text: trimmed, parameters: given as Readonly<Record<string, CypherParameter>> };
  return [{ textQuery: Number(number) - 1, cypher }];
}

function fromBlocks(text: string): readonly WrittenQuery[] {
  return [...text.matchAll(BLOCK)].flatMap(([, , block = ''], index) => {
    if (!STARTS_QUERY.test(block)) return [];
    const number = HEAD_COMMENT.exec(block)?.[1] ?? String(index + 1);
    return writtenQuery(block.replace(HEAD_COMMENT, ''), Number(number), undefined);
  });
}

function fromBareText(text: string): readonly WrittenQuery[] {
  return STARTS_QUERY.test(text) ? writtenQuery(text, 1, undefined) : [];
}

function complaintAbout(text: string): string {
  if (text.trim() === '') return 'The reply was empty.';
  const reading = findJsonObject(text);
  if (!reading.ok && reading.kind !== 'none') return `No query could be read: ${reading.problem}.`;
  return 'No query could be read. Reply with one JSON object that has "queries", each with "text_query" and "cypher".';
}

function clamp(index: number, requests: number): number {
  return Number.isInteger(index) ? Math.min(Math.max(index, 0), Math.max(requests - 1, 0)) : 0;
}

function withoutRepeats(queries: readonly WrittenQuery[]): readonly WrittenQuery[] {
  const seen = new Set<string>();
  return queries.filter((query) => {
    const key = JSON.stringify(query);
    return !seen.has(key) && seen.add(key);
  });
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
