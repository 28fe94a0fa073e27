import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ChatMessage, ChatRequest } from '../chat-model.port.js';
import type { ModelEndpoint } from './endpoint.js';

/** Parts of the protocol that some servers refuse. Each is tried until a server refuses it, and then left out for good. */
export interface Dialect {
  /** How a JSON schema is asked for: by schema, as any JSON object, or by the words of the prompt alone. */
  readonly json: 'schema' | 'object' | 'none';
  readonly streamUsage: boolean;
  readonly outputLimit: 'max_tokens' | 'max_completion_tokens' | 'none';
  readonly temperature: boolean;
  readonly seed: boolean;
  /** False: system messages are put in front of the first user message. */
  readonly systemRole: boolean;
}

/** What is tried first. */
export const FULL_DIALECT: Dialect = {
  json: 'schema',
  streamUsage: true,
  outputLimit: 'max_tokens',
  temperature: true,
  seed: true,
  systemRole: true,
};

/** What is left when a server refuses a call and does not say why. */
export const PLAIN_DIALECT: Dialect = {
  json: 'none',
  streamUsage: false,
  outputLimit: 'none',
  temperature: false,
  seed: false,
  systemRole: true,
};

const REFUSALS: readonly { readonly words: RegExp; readonly change: (dialect: Dialect) => Dialect }[] = [
  {
    words: /response_format|json_schema|json_object|guided|grammar|structured/i,
    change: (d) => ({ ...d, json: d.json === 'schema' ? 'object' : 'none' }),
  },
  { words: /stream_options|include_usage/i, change: (d) => ({ ...d, streamUsage: false }) },
  {
    words: /max_completion_tokens.{0,40}instead|max_tokens.{0,60}(?:not supported|unsupported)|use .?max_completion_tokens/i,
    change: (d) => ({ ...d, outputLimit: 'max_completion_tokens' }),
  },
  { words: /max_completion_tokens|max_tokens/i, change: (d) => ({ ...d, outputLimit: 'none' }) },
  { words: /temperature/i, change: (d) => ({ ...d, temperature: false }) },
  { words: /\bseed\b/i, change: (d) => ({ ...d, seed: false }) },
  { words: /system.{0,20}role|role.{0,20}system|roles must alternate/i, change: (d) => ({ ...d, systemRole: false }) },
];

/** The dialect without what a refusal (status 400, 415 or 422) complains about; undefined when it complains about nothing that can be left out. */
export function adaptDialect(dialect: Dialect, refusal: string): Dialect | undefined {
  for (const { words, change } of REFUSALS) {
    if (!words.test(refusal)) continue;
    const changed = change(dialect);
    if (JSON.stringify(changed) !== JSON.stringify(dialect)) return changed;
  }
  return undefined;
}

/** The call as the server gets it. */
export function requestBody(
  request: ChatRequest,
  endpoint: ModelEndpoint,
  dialect: Dialect,
): ChatCompletionCreateParamsStreaming {
  const limit = request.maxOutputTokens ?? endpoint.maxOutputTokens;
  const temperature = request.temperature ?? endpoint.temperature;
  const seed = request.seed === undefined || !dialect.seed ? {} : Object.fromEntries([['seed', request.seed]]);
  return {
    model: endpoint.model,
    messages: dialect.systemRole ? [...request.messages] : withoutSystemRole(request.messages),
    stream: true,
    ...(dialect.streamUsage ? { stream_options: { include_usage: true } } : {}),
    ...(limit === undefined || dialect.outputLimit === 'none' ? {} : { [dialect.outputLimit]: limit }),
    ...(temperature === undefined || !dialect.temperature ? {} : { temperature }),
    // Beta at OpenAI, and what makes local servers answer the same twice.
    ...seed,
    ...responseFormat(request, dialect),
  };
}

function responseFormat(request: ChatRequest, dialect: Dialect): Pick<ChatCompletionCreateParamsStreaming, 'response_format'> {
  if (request.responseFormat === undefined || dialect.json === 'none') return {};
  if (dialect.json === 'object') return { response_format: { type: 'json_object' } };
  const { name, schema } = request.responseFormat;
  return { response_format: { type: 'json_schema', json_schema: { name, schema: { ...schema }, strict: true } } };
}

function withoutSystemRole(messages: readonly ChatMessage[]): ChatMessage[] {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const others = messages.filter(({ role }) => role !== 'system');
  const first = others.findIndex(({ role }) => role === 'user');
  if (first < 0) return [{ role: 'user', content: system.join('\n\n') }, ...others];
  return others.map((message, index) =>
    index === first ? { role: 'user', content: [...system, message.content].join('\n\n') } : message,
  );
}
