import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import {
  plainCypherValue,
  type CypherLimits,
  type CypherOutcome,
  type CypherParameter,
  type CypherProblem,
  type CypherRunner,
} from '@codexgraph/graph-model';
import { z } from 'zod';

/** One line of a batch. */
export interface BatchItem {
  readonly id: string | number;
  readonly cypher: string;
  readonly params?: Readonly<Record<string, CypherParameter>> | undefined;
}

const itemSchema = z.object({
  id: z.union([z.string(), z.number()]),
  cypher: z.string(),
  params: z.record(z.string(), z.json()).optional(),
});

/** Queries of a batch that run at the same time. */
const CONCURRENCY = 4;
const MAX_LINE_PREVIEW = 80;

/** Answers JSON lines in the order in which they come; an item that fails is a line that says so. */
export async function runBatch(
  input: Readable,
  options: {
    readonly runner: CypherRunner;
    readonly repository: string;
    readonly limits: CypherLimits;
    readonly signal: AbortSignal;
    readonly write: (line: string) => Promise<void>;
  },
): Promise<void> {
  const waiting: Promise<string>[] = [];
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (options.signal.aborted) break;
    if (line.trim() === '') continue;
    waiting.push(answerLine(line, options));
    if (waiting.length >= CONCURRENCY) await options.write((await waiting.shift()) ?? '');
  }
  for (const answer of waiting) await options.write(await answer);
}

async function answerLine(
  line: string,
  options: {
    readonly runner: CypherRunner;
    readonly repository: string;
    readonly limits: CypherLimits;
    readonly signal: AbortSignal;
  },
): Promise<string> {
  const item = readItem(line);
  if ('error' in item)
    return JSON.stringify({ id: item.id, ok: false, error: { code: 'BAD_INPUT', message: item.error }, ms: 0 });
  const startedMs = performance.now();
  const { repository, limits, signal } = options;
  const outcome = await options.runner
    .run({ repository, text: item.cypher, limits, signal, ...(item.params && { parameters: item.params }) })
    .catch((error: unknown): CypherOutcome => thrown(error));
  const ms = Math.round((performance.now() - startedMs) * 10) / 10;
  if (outcome.kind === 'rows') {
    const { columns, rows, truncated } = outcome;
    const plain = rows.map((row) => row.map(plainCypherValue));
    return JSON.stringify({ id: item.id, ok: true, columns, rows: plain, ...(truncated && { truncated }), ms });
  }
  const problem = outcome.kind === 'refused' ? outcome.problems[0] : outcome.problem;
  return JSON.stringify({ id: item.id, ok: false, error: problem === undefined ? {} : errorOf(problem), ms });
}

function readItem(line: string): BatchItem | { readonly id: string | number | null; readonly error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: `a line is not JSON: ${line.slice(0, MAX_LINE_PREVIEW)}` };
  }
  const read = itemSchema.safeParse(value);
  if (read.success) return read.data;
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  const known = typeof id === 'string' || typeof id === 'number' ? id : null;
  return { id: known, error: 'a line must be {"id", "cypher", "params"?}' };
}

function errorOf({ code, message, line, column, hint, suggestion }: CypherProblem): Record<string, unknown> {
  return { code, message, line, column, ...(hint !== undefined && { hint }), ...(suggestion !== undefined && { suggestion }) };
}

function thrown(error: unknown): CypherOutcome {
  const message = error instanceof Error ? error.message : 'unknown reason';
  return { kind: 'failed', problem: { code: 'INTERNAL', message, line: 1, column: 1 } };
}
