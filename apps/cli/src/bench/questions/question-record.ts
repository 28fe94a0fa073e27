import { z } from 'zod';

const itemSchema = z.object({
  file: z.string(),
  name: z.string().optional(),
  line: z.number().optional(),
  start: z.number().optional(),
  class: z.string().optional(),
});

const symbolSchema = itemSchema.extend({ alt: z.array(itemSchema).optional(), inside: z.boolean().optional() });

/** A question with its true answer. `repo` is the name under which its repository is indexed. */
export const questionSchema = z.object({
  id: z.string(),
  repo: z.string(),
  lang: z.string(),
  intent: z.string(),
  question: z.string(),
  turns: z.array(z.string()).optional(),
  answer: z.object({
    kind: z.enum(['symbols', 'files', 'count', 'bool', 'path', 'none']),
    items: z.array(symbolSchema),
    value: z.union([z.number(), z.boolean()]).nullish(),
    neutral: z.array(symbolSchema).optional(),
    /** Other complete answers: lists of symbols, or other values of a count. */
    alternatives: z.array(z.union([z.array(symbolSchema), z.number()])).optional(),
  }),
  subject: z.array(symbolSchema).optional(),
});

/** See {@link questionSchema}. */
export type QuestionRecord = z.infer<typeof questionSchema>;

/** A place where an answer may be, with the others that mean the same. */
export type TrueSymbol = z.infer<typeof symbolSchema>;
