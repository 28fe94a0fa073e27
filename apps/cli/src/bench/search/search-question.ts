import { z } from 'zod';

const targetSchema = z.object({
  file: z.string(),
  name: z.string(),
  label: z.string(),
  class: z.string().nullish(),
});

/** A text and the definitions that answer it: any of them is right. */
export const searchQuestionSchema = z
  .object({
    id: z.union([z.string(), z.number()]),
    query: z.string(),
    bucket: z.string().optional(),
    targets: z.array(targetSchema).optional(),
    functions: z.array(targetSchema).optional(),
    head_functions: z.array(targetSchema).optional(),
  })
  .transform(({ id, query, bucket, targets, functions, head_functions }) => {
    const all = targets ?? head_functions ?? functions ?? [];
    const definitions = all.filter(({ label }) => label !== 'MODULE');
    return { id, query, bucket, targets: definitions.length > 0 ? definitions : all };
  });

/** See {@link searchQuestionSchema}. */
export type SearchQuestion = z.infer<typeof searchQuestionSchema>;
