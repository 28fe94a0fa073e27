import type { JsonObject, JsonValue } from '../json.js';
import type { TrainingFormat } from './training-format.js';

/** OpenAI's fine-tuning files: chat with tools (`weight` 0 for turns that are not learned), and preferences. */
export const openAiFormat: TrainingFormat = {
  name: 'openai',
  builders: ['chatml', 'text2cypher', 'preference'],
  convert: (builder, body) =>
    builder === 'preference' ? preference(body) : { ...body, messages: listOf(body['messages']).map(weighted) },
  companions: () => [],
};

function weighted(message: JsonObject): JsonObject {
  const { train, ...rest } = message;
  return train === false ? { ...rest, weight: 0 } : rest;
}

function preference({ messages, chosen, rejected }: JsonObject): JsonObject {
  return {
    input: { messages: listOf(messages), tools: [], parallel_tool_calls: false },
    preferred_output: [chosen ?? null],
    non_preferred_output: [rejected ?? null],
  };
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}
