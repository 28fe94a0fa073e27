import { z } from 'zod';

/** What each trainer's own reader asks of a line, mirrored: Axolotl's chat templates, LLaMA-Factory's converter, OpenAI's validation of files. */
const text = z.string().min(1);
const call = z.strictObject({
  id: text,
  type: z.literal('function'),
  function: z.strictObject({ name: text, arguments: z.string().refine((value) => typeof JSON.parse(value) === 'object') }),
});
const tool = z.object({
  type: z.literal('function'),
  function: z.object({ name: text, parameters: z.object({ type: z.literal('object') }) }),
});
const assistant = { role: z.literal('assistant'), content: z.string(), tool_calls: z.array(call).min(1).optional() };
const others = [
  z.strictObject({ role: z.literal('system'), content: text }),
  z.strictObject({ role: z.literal('user'), content: text }),
  z.strictObject({ role: z.literal('tool'), content: text, tool_call_id: text }),
] as const;

/** Every reply of a tool answers a call that stands before it, and every call is answered. */
function callsAreAnswered(
  messages: readonly {
    readonly role: string;
    readonly tool_calls?: readonly { readonly id: string }[] | undefined;
    readonly tool_call_id?: string;
  }[],
): boolean {
  const open = new Set<string>();
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id ?? '')) return false;
    } else if (open.size > 0) return false;
    for (const { id } of message.tool_calls ?? []) open.add(id);
  }
  return open.size === 0;
}

const chat = (extra: z.ZodRawShape) =>
  z.strictObject({
    messages: z
      .array(z.union([z.strictObject({ ...assistant, ...extra }), ...others]))
      .min(2)
      .refine(callsAreAnswered, 'a call is not answered')
      .refine((messages) => messages.at(-1)?.role === 'assistant', 'does not end with the assistant'),
    tools: z.array(tool).optional(),
    parallel_tool_calls: z.boolean().optional(),
  });

const reply = z.strictObject({ role: z.literal('assistant'), content: text });
const turn = (...from: readonly string[]) => z.strictObject({ from: z.enum(from), value: text });
const alpaca = z.strictObject({ instruction: text, input: z.string(), output: text, system: text });

/** LLaMA-Factory drops an example whose turns do not alternate: human and observation first, then gpt and function_call. */
const alternating = z
  .array(turn('human', 'gpt', 'observation', 'function_call'))
  .refine(
    (turns) => turns.every(({ from }, index) => ['human', 'observation'].includes(from) === (index % 2 === 0)),
    'turns do not alternate',
  );

/** A mirror by form and builder. */
export const TRAINER_MIRRORS: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  axolotl: {
    chatml: chat({ train: z.boolean().optional() }),
    text2cypher: chat({}),
    preference: z.strictObject({ messages: z.array(z.union(others)).min(1), chosen: reply, rejected: reply }),
    alpaca,
  },
  openai: {
    chatml: chat({ weight: z.union([z.literal(0), z.literal(1)]).optional() }),
    text2cypher: chat({}),
    preference: z.strictObject({
      input: z.strictObject({
        messages: z.array(z.union(others)).min(1),
        tools: z.array(tool),
        parallel_tool_calls: z.boolean(),
      }),
      preferred_output: z.tuple([reply]),
      non_preferred_output: z.tuple([reply]),
    }),
  },
  'llama-factory': {
    sharegpt: z.strictObject({
      conversations: alternating.refine((turns) => turns.length % 2 === 0, 'an odd count'),
      system: text,
      tools: z.string().refine((value) => z.array(tool).safeParse(JSON.parse(value)).success),
    }),
    text2cypher: z.strictObject({ conversations: alternating.refine((turns) => turns.length === 2), system: text }),
    preference: z.strictObject({
      conversations: alternating.refine((turns) => turns.length % 2 === 1, 'an even count'),
      system: text,
      chosen: turn('gpt'),
      rejected: turn('gpt'),
    }),
    alpaca,
  },
};
