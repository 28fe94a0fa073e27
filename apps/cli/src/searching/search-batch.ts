import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { SearchResult } from '@codexgraph/retrieval';
import { z } from 'zod';
import { hitJson } from './search-answer.js';

const itemSchema = z.object({ id: z.union([z.string(), z.number()]), query: z.string() });

/** What a batch works with. */
export interface SearchBatchOptions {
  readonly signal: AbortSignal;
  readonly search: (text: string) => Promise<SearchResult>;
  readonly write: (line: string) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
}

/** Answers JSON lines `{id, query}` one after the other with `{id, results, ms}`; an item that fails is a line that says so. */
export async function runSearchBatch(input: Readable, options: SearchBatchOptions): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (options.signal.aborted) return;
    if (line.trim() !== '') await options.write(JSON.stringify(await answerLine(line, options)));
  }
}

async function answerLine(line: string, { search, nowMs }: SearchBatchOptions): Promise<Record<string, unknown>> {
  const item = readItem(line);
  if (item === undefined)
    return { id: null, ok: false, error: { code: 'BAD_INPUT', message: 'A line must be JSON: {"id", "query"}.' } };
  const start = nowMs();
  try {
    const { hits, notes } = await search(item.query);
    const ms = Math.round((nowMs() - start) * 10) / 10;
    return { id: item.id, results: hits.map(hitJson), ms, ...(notes.length > 0 && { notes }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown reason';
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'INTERNAL';
    return { id: item.id, ok: false, error: { code, message } };
  }
}

function readItem(line: string): z.infer<typeof itemSchema> | undefined {
  try {
    const read = itemSchema.safeParse(JSON.parse(line));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
