import { CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';
import { vectorScript } from './vector-script.js';

const count = z.number().int().min(1);
const milliseconds = z.number().int().min(0).max(600_000);

/** When a rule answers. Everything that is given must hold. */
const condition = z.strictObject({
  /** Role or stage of the call, as the client's headers `x-codexgraph-role` and `x-codexgraph-stage` name them. */
  role: z.string().optional(),
  stage: z.string().optional(),
  model: z.string().optional(),
  /** Text that some message holds. */
  contains: z.string().optional(),
  /** Regular expression (flags `ism`) that some message matches; groups may be used in the reply as `$1`. */
  matches: z.string().optional(),
  /** Same, for the last message only. */
  lastMatches: z.string().optional(),
  /** Only the n-th call for which everything else of this rule holds, 1.. */
  nth: count.optional(),
});

/** What goes wrong instead of, or during, the reply. */
const fault = z.strictObject({
  /** An error status instead of a reply. */
  status: z.number().int().min(400).max(599).optional(),
  message: z.string().optional(),
  code: z.string().optional(),
  retryAfterSeconds: z.number().min(0).optional(),
  /** An error page in HTML instead of JSON. */
  html: z.boolean().optional(),
  /** The connection is closed without any answer. */
  drop: z.boolean().optional(),
  /** No answer ever comes. */
  hang: z.boolean().optional(),
  /** After so many characters of the reply: the connection breaks, ends as if all were well but without its end, an error stands in the stream, no further piece comes, or a piece is no JSON. */
  disconnectAfter: z.number().int().min(0).optional(),
  endAfter: z.number().int().min(0).optional(),
  errorAfter: z.number().int().min(0).optional(),
  stallAfter: z.number().int().min(0).optional(),
  brokenJsonAfter: z.number().int().min(0).optional(),
  /** Options of the call that the server ignores, or refuses with status 400. */
  ignores: z.array(z.enum(['stream', 'stream_options', 'response_format'])).optional(),
  refuses: z.array(z.string()).optional(),
});

const pace = z.strictObject({
  /** Characters a piece; default 16. */
  chunkCharacters: count.optional(),
  firstTokenMs: milliseconds.optional(),
  /** Between two pieces. */
  delayMs: milliseconds.optional(),
});

const rule = z.strictObject({
  when: condition.default({}),
  /** Text, JSON, or several that are given one after the other (the last one again and again). */
  reply: z.union([z.string(), z.array(z.string()).min(1), z.strictObject({ json: z.unknown() })]).default(''),
  /** Repeats the reply so often: 10 MB of essay. */
  repeat: z.number().int().min(1).max(10_000_000).optional(),
  finish: z.enum(['stop', 'length', 'content_filter']).default('stop'),
  pace: pace.default({}),
  fault: fault.default({}),
});

const script = z.strictObject({
  /** Names that the server lists and takes; empty: any name is taken. */
  models: z.array(z.string()).default([]),
  /** Key that calls must bring. */
  apiKey: z.string().optional(),
  /** The first rule that holds answers. Without one the call fails with status 500, naming role and stage. */
  rules: z.array(rule),
  /** Embeddings and re-ranking; without it they work without faults. */
  vectors: vectorScript.prefault({}),
});

/** A rule with its defaults. */
export type ScriptRule = z.output<typeof rule>;

/** A whole script with its defaults. */
export type Script = z.output<typeof script>;

/** A script as people write it; everything but `rules` may be left out. */
export type ScriptInput = z.input<typeof script>;

/** Checks a script. @throws BAD_INPUT with all that is wrong. */
export function readScript(value: unknown): Script {
  const parsed = script.safeParse(value);
  const problems = parsed.success
    ? parsed.data.rules.flatMap((each, index) => expressionProblems(each, index))
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the script'}: ${issue.message}`);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new CodexGraphError(
    'BAD_INPUT',
    `The script of the model server is wrong: ${problems.join('; ')}. See docs/model-server.md.`,
  );
}

function expressionProblems({ when }: ScriptRule, index: number): readonly string[] {
  return (['matches', 'lastMatches'] as const).flatMap((key) => {
    try {
      new RegExp(when[key] ?? '', 'ism');
      return [];
    } catch {
      return [`rules.${index}.when.${key}: no regular expression`];
    }
  });
}
