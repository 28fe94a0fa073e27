import type { JsonObject, JsonValue } from '../json.js';
import type { TrainingFormat } from './training-format.js';

/** Columns and tags of `dataset_info.json` by builder; see LLaMA-Factory's data/README.md. */
const INFO: Readonly<Record<string, JsonObject>> = {
  sharegpt: { formatting: 'sharegpt', columns: { messages: 'conversations', system: 'system', tools: 'tools' } },
  alpaca: { formatting: 'alpaca', columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system' } },
  text2cypher: { formatting: 'sharegpt', columns: { messages: 'conversations', system: 'system' } },
  preference: {
    formatting: 'sharegpt',
    ranking: true,
    columns: { messages: 'conversations', system: 'system', chosen: 'chosen', rejected: 'rejected' },
  },
};

/** LLaMA-Factory: ShareGPT conversations (with `ranking` for preferences) and Alpaca, told by a `dataset_info.json` beside the files. */
export const llamaFactoryFormat: TrainingFormat = {
  name: 'llama-factory',
  builders: ['sharegpt', 'alpaca', 'text2cypher', 'preference'],
  convert(builder, body) {
    return builder === 'text2cypher' || builder === 'preference' ? conversation(body) : body;
  },
  companions(builder, files) {
    const entries = files.map((file) => [`codexgraph-${file.replace(/\.jsonl$/u, '')}`, { file_name: file, ...INFO[builder] }]);
    return [{ name: 'dataset_info.json', text: `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n` }];
  },
};

const FROM: Readonly<Record<string, string>> = { user: 'human', assistant: 'gpt' };

/** Messages as turns from human and gpt, with the system text beside them. */
function conversation({ messages, chosen, rejected }: JsonObject): JsonObject {
  const all = listOf(messages);
  const system = all.find(({ role }) => role === 'system')?.['content'] ?? '';
  const conversations = all.filter(({ role }) => role !== 'system').map(turn);
  return {
    conversations,
    system,
    ...(chosen === undefined || rejected === undefined
      ? {}
      : { chosen: turn(chosen as JsonObject), rejected: turn(rejected as JsonObject) }),
  };
}

function turn(message: JsonObject): JsonObject {
  const role = message['role'];
  return { from: typeof role === 'string' ? (FROM[role] ?? role) : 'human', value: message['content'] ?? '' };
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}
