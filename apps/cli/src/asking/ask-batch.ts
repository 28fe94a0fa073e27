import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { AskResult } from './ask-question.js';

const itemSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  /** All questions of a conversation, the last one included. */
  turns: z.array(z.string()).optional(),
});

type Item = z.infer<typeof itemSchema>;

/** What a batch works with. */
export interface AskBatchOptions {
  readonly signal: AbortSignal;
  readonly ask: (question: string, earlier: readonly string[]) => Promise<AskResult>;
  readonly write: (line: string) => Promise<void>;
}

/** Answers JSON lines `{id, question, turns?}` one after the other; an item that fails is a line that says so. */
export async function runAskBatch(input: Readable, options: AskBatchOptions): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (options.signal.aborted) return;
    if (line.trim() !== '') await options.write(JSON.stringify(await answerLine(line, options)));
  }
}

async function answerLine(line: string, { ask }: AskBatchOptions): Promise<Record<string, unknown>> {
  const item = readItem(line);
  if (item === undefined)
    return { id: null, ok: false, error: { code: 'BAD_INPUT', message: 'A line must be JSON: {"id", "question", "turns"?}.' } };
  const earlier = (item.turns ?? []).filter((turn, index, all) => index < all.length - 1 || turn !== item.question);
  try {
    const { trace: _trace, ...result } = await ask(item.question, earlier);
    return { ...result, id: item.id };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown reason';
    return { id: item.id, ok: false, error: { code: codeOf(error), message } };
  }
}

function readItem(line: string): Item | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = itemSchema.safeParse(value);
  return read.success ? read.data : undefined;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'INTERNAL';
}
