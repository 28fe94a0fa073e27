import { z } from 'zod';

const count = z.number().int().min(1);

/** When a fault of vectors happens. Everything that is given must hold. */
const condition = z.strictObject({
  /** `/v1/embeddings`, `/embed`, `/api/embed`, `/rerank` or `/v1/rerank`. */
  path: z.string().optional(),
  /** Text that some input, document or the query holds. */
  contains: z.string().optional(),
  /** Calls with more inputs or documents than this. */
  moreThan: z.number().int().min(0).optional(),
  /** Calls with an input or document of more characters than this. */
  longerThan: z.number().int().min(0).optional(),
  /** Only the first n calls for which everything else holds. */
  first: count.optional(),
  /** Only those after the first n. */
  after: count.optional(),
});

const fault = z.strictObject({
  status: z.number().int().min(400).max(599).optional(),
  message: z.string().optional(),
  code: z.string().optional(),
  retryAfterSeconds: z.number().min(0).optional(),
  /** No answer ever comes. */
  hang: z.boolean().optional(),
  /** The connection is closed without an answer, or after half of it. */
  drop: z.boolean().optional(),
  half: z.boolean().optional(),
  /** The answer is a page of HTML, or JSON of another kind. */
  html: z.boolean().optional(),
  otherJson: z.boolean().optional(),
  /** Vectors of this length instead. */
  dimensions: count.optional(),
  /** Inputs whose text holds `contains` (or all) get `null` where a number should be, or nothing but zeros. */
  nan: z.boolean().optional(),
  zeros: z.boolean().optional(),
  /** The last vector or score is missing. */
  missing: z.boolean().optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
});

/** How the server embeds and re-ranks, and what goes wrong meanwhile. */
export const vectorScript = z.strictObject({
  /** Length of vectors. */
  dimensions: count.default(32),
  /** Another word here is another model behind the same name. */
  variant: z.string().default(''),
  /** What `/info` and `/api/show` tell. */
  maxInputTokens: count.optional(),
  maxClientBatch: count.optional(),
  /** Paths that the server does not have. */
  absent: z.array(z.string()).default([]),
  /** False: answers tell no tokens. */
  usage: z.boolean().default(true),
  /** The first one that holds happens. */
  faults: z.array(z.strictObject({ when: condition.default({}), fault })).default([]),
});

/** See {@link vectorScript}. */
export type VectorScript = z.output<typeof vectorScript>;

/** One fault with its condition. */
export type VectorFaultRule = VectorScript['faults'][number];
