import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodexGraphError } from '@codexgraph/graph-model';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatEvent, ChatRequest } from '../chat-model.port.js';
import { completeText } from '../complete-text.js';
import { startScriptedModelServer, type ScriptedModelServer } from '../scripted-server/scripted-model-server.js';
import type { ScriptInput } from '../scripted-server/script.js';
import { sampleRequest } from '../testing/sample-request.js';
import { ESTIMATED_TOKENS } from '../tokens/token-counter.js';
import type { ModelEndpoint } from './endpoint.js';
import { endpointHealth } from './endpoint-health.js';
import { OpenAiCompatibleModel } from './openai-compatible-model.js';

const KEY = 'sk-very-secret-0123456789';
const QUICK: Partial<ModelEndpoint> = { retry: { attempts: 3, firstPauseMs: 5, longestPauseMs: 1500 } };

let server: ScriptedModelServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function started(script: ScriptInput): Promise<ScriptedModelServer> {
  server = await startScriptedModelServer({ script });
  return server;
}

function modelAt(url: string, changes: Partial<ModelEndpoint> = {}): OpenAiCompatibleModel {
  const endpoint: ModelEndpoint = {
    name: 'local',
    baseUrl: url,
    model: 'scripted',
    keyName: 'OPENAI_API_KEY',
    ...QUICK,
    ...changes,
  };
  return new OpenAiCompatibleModel({ endpoint, tokens: ESTIMATED_TOKENS, random: () => 0.5 });
}

async function ask(
  script: ScriptInput,
  options: { endpoint?: Partial<ModelEndpoint>; request?: Partial<ChatRequest>; signal?: AbortSignal } = {},
) {
  const { url } = await started(script);
  const events: ChatEvent[] = [];
  const result = await completeText(modelAt(url, options.endpoint), sampleRequest(options.request), {
    signal: options.signal ?? new AbortController().signal,
    onEvent: (event) => events.push(event),
  });
  return { ...result, events, calls: server!.calls };
}

async function failure(...given: Parameters<typeof ask>): Promise<CodexGraphError> {
  try {
    await ask(...given);
  } catch (error) {
    if (CodexGraphError.isInstance(error)) return error;
    throw error;
  }
  throw new CodexGraphError('INTERNAL', 'the call did not fail');
}

describe('a reply', () => {
  it('comes in pieces, with usage and finish reason last', async () => {
    const { text, usage, finish, events } = await ask({
      rules: [{ reply: 'two functions call it', pace: { chunkCharacters: 4 } }],
    });
    expect(text).toBe('two functions call it');
    expect(finish).toBe('stop');
    expect(usage).toEqual({ inputTokens: 8, outputTokens: 4, estimated: false });
    expect(events.map(({ kind }) => kind).join(' ')).toBe('delta delta delta delta delta delta usage finish');
  });

  it('says that it was cut at its limit', async () => {
    expect((await ask({ rules: [{ reply: 'half a', finish: 'length' }] })).finish).toBe('length');
  });

  it('tells role and stage to the server and asks for what was configured', async () => {
    const { calls } = await ask(
      { rules: [{ when: { role: 'cypher', stage: 'cypher' }, reply: 'ok' }] },
      {
        request: {
          maxOutputTokens: 99,
          temperature: 0,
          seed: 7,
          responseFormat: { name: 'queries', schema: { type: 'object' } },
        },
      },
    );
    expect(calls[0]?.fields).toEqual(
      expect.arrayContaining(['max_tokens', 'temperature', 'seed', 'response_format', 'stream', 'stream_options']),
    );
  });

  it('is taken whole from a server that does not stream', async () => {
    const { text, usage } = await ask({ rules: [{ reply: 'all at once', fault: { ignores: ['stream'] } }] });
    expect(text).toBe('all at once');
    expect(usage.estimated).toBe(false);
  });

  it('is counted by the product where the server does not say', async () => {
    const { usage } = await ask({ rules: [{ reply: 'some words', fault: { ignores: ['stream_options'] } }] });
    expect(usage.estimated).toBe(true);
    expect(usage.inputTokens).toBeGreaterThan(10);
    expect(usage.outputTokens).toBe(4);
  });

  it('ends at a bound when it goes on for ever', async () => {
    const { text, finish } = await ask({ rules: [{ reply: 'essay ', repeat: 200_000, pace: { chunkCharacters: 8192 } }] });
    expect(text).toHaveLength(400_000);
    expect(finish).toBe('length');
  });
});

describe('a server that refuses parts of the protocol', () => {
  it.each([
    ['response_format', undefined],
    ['stream_options', undefined],
    ['temperature', "Unsupported value: 'temperature' does not support 0 with this model."],
    ['seed', undefined],
    ['max_tokens', "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."],
  ])('is asked without %s, now and later', async (field, message) => {
    const { url, calls } = await started({
      rules: [{ reply: 'ok', fault: { refuses: [field], ...(message === undefined ? {} : { message }) } }],
    });
    const model = modelAt(url);
    const request = sampleRequest({
      maxOutputTokens: 9,
      temperature: 0,
      seed: 1,
      responseFormat: { name: 'answer', schema: { type: 'object' } },
    });
    const signal = new AbortController().signal;
    expect((await completeText(model, request, { signal })).text).toBe('ok');
    const callsForFirst = calls.length;
    expect((await completeText(model, request, { signal })).text).toBe('ok');
    expect(calls.length).toBe(callsForFirst + 1);
    expect(calls.at(-1)?.fields).not.toContain(field);
    if (field === 'max_tokens') expect(calls.at(-1)?.fields).toContain('max_completion_tokens');
  });

  it('is asked plainly when it does not say why', async () => {
    const { text, calls } = await ask(
      { rules: [{ reply: 'ok', fault: { refuses: ['stream_options'], message: 'bad request' } }] },
      { request: { temperature: 0 } },
    );
    expect(text).toBe('ok');
    expect(calls.at(-1)?.fields).toEqual(['model', 'messages', 'stream']);
  });
});

describe('a call that may work a moment later', () => {
  it.each([
    [{ status: 429, retryAfterSeconds: 0.01 }],
    [{ status: 503 }],
    [{ status: 500 }],
    [{ drop: true }],
    [{ html: true }],
    [{ disconnectAfter: 0 }],
    [{ endAfter: 0 }],
  ])('is tried again after %j', async (fault) => {
    const { text, events } = await ask({ rules: [{ when: { nth: 1 }, reply: 'x', fault }, { reply: 'in the end' }] });
    expect(text).toBe('in the end');
    expect(events[0]).toMatchObject({ kind: 'retry', attempt: 2 });
  });

  it('is given up after the attempts of the endpoint', async () => {
    const error = await failure({ rules: [{ fault: { status: 503, message: 'loading model' } }] });
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true });
    expect(error.message).toContain('loading model');
    expect(server?.calls).toHaveLength(3);
  });

  it('is not tried again when the server wants a longer pause than is allowed', async () => {
    const error = await failure({ rules: [{ fault: { status: 429, retryAfterSeconds: 60 } }] });
    expect(error).toMatchObject({ code: 'MODEL_RATE_LIMITED', details: { retryAfterMs: 60_000 } });
    expect(error.message).toContain('Try again in 60 s');
    expect(server?.calls).toHaveLength(1);
  });
});

describe('a call that cannot work', () => {
  it.each([
    [{ status: 401, message: `Incorrect API key provided: ${KEY}` }, 'MODEL_AUTHENTICATION', 'Check OPENAI_API_KEY'],
    [{ status: 403, message: 'no access' }, 'MODEL_AUTHENTICATION', 'may use the model'],
    [
      { status: 404, message: 'The model `scripted` does not exist', code: 'model_not_found' },
      'MODEL_UNKNOWN',
      'has no model "scripted"',
    ],
    [{ status: 404, message: 'model "scripted" not found, try pulling it first' }, 'MODEL_UNKNOWN', 'has no model "scripted"'],
    [{ status: 404, message: 'Not Found' }, 'MODEL_UNKNOWN', 'ends in /v1'],
    [
      {
        status: 400,
        message: "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens",
        code: 'context_length_exceeded',
      },
      'MODEL_CONTEXT_TOO_LONG',
      'new conversation',
    ],
    [{ status: 429, message: 'You exceeded your current quota', code: 'insufficient_quota' }, 'MODEL_RATE_LIMITED', 'quota'],
    [{ status: 400, message: 'nonsense' }, 'MODEL_FAILED', 'refused the call with status 400'],
  ] as const)('%j is %s', async (fault, code, words) => {
    const error = await failure({ rules: [{ fault }] }, { endpoint: { apiKey: KEY } });
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(`${error.message} ${JSON.stringify(error.details)}`).not.toContain(KEY);
    expect(server!.calls.length).toBeLessThanOrEqual(2);
  });

  it('says so when a server wants a key and has got none', async () => {
    const error = await failure({ apiKey: KEY, rules: [] });
    expect(error).toMatchObject({ code: 'MODEL_AUTHENTICATION' });
    expect(error.message).toContain('Set OPENAI_API_KEY.');
  });

  it('says so when nobody listens', async () => {
    const { port } = await new Promise<AddressInfo>((resolve) => {
      const other = createServer().listen(0, () => {
        const address = other.address() as AddressInfo;
        other.close(() => resolve(address));
      });
    });
    const model = modelAt(`http://user:${KEY}@127.0.0.1:${port}/v1`);
    const call = completeText(model, sampleRequest(), { signal: new AbortController().signal });
    const message = await call.then(
      String,
      (error: unknown) => CodexGraphError.isInstance(error) && `${error.code} ${error.message}`,
    );
    expect(message).toContain('MODEL_UNAVAILABLE');
    expect(message).toContain('cannot be reached');
    expect(message).not.toContain(KEY);
  });
});

describe('a reply that breaks off in the middle', () => {
  it.each([[{ disconnectAfter: 20 }], [{ endAfter: 20 }], [{ errorAfter: 20 }], [{ brokenJsonAfter: 20 }], [{ stallAfter: 20 }]])(
    '%j is an error and is not tried again',
    async (fault) => {
      const rules = [{ reply: 'a long reply that never comes to its end', fault }];
      const error = await failure({ rules }, { endpoint: { timeouts: { betweenTokensMs: 150 } } });
      expect(error).toMatchObject({ code: 'MODEL_CUT_OFF', retryable: true });
      expect(server?.calls).toHaveLength(1);
    },
  );
});

describe('time-outs', () => {
  it.each([
    ['no answer', { hang: true }, 'did not begin to answer in time'],
    ['a slow first piece', {}, 'did not begin to answer in time'],
  ])('%s', async (_name, fault, words) => {
    const rules = [{ reply: 'late', pace: { firstTokenMs: 400 }, fault }];
    const error = await failure({ rules }, { endpoint: { timeouts: { firstTokenMs: 100 } } });
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(error.message).toContain(words);
  });

  it('a reply that never ends', async () => {
    const rules = [{ reply: 'x'.repeat(10_000), pace: { chunkCharacters: 1, delayMs: 5 } }];
    const error = await failure({ rules }, { endpoint: { timeouts: { totalMs: 200 } } });
    expect(error).toMatchObject({ code: 'MODEL_CUT_OFF' });
    expect(error.message).toContain('took too long');
  });

  it('stops at once when the caller aborts', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const rules = [{ reply: 'x'.repeat(10_000), pace: { chunkCharacters: 1, delayMs: 5 } }];
    const error = await failure({ rules }, { signal: controller.signal });
    expect(error.code).toBe('CANCELLED');
  });
});

describe('health', () => {
  const health = async (script: ScriptInput, changes: Partial<ModelEndpoint> = {}) => {
    const { url } = await started(script);
    const endpoint = { name: 'local', baseUrl: url, model: 'scripted', ...changes };
    return endpointHealth(endpoint, { timeoutMs: 1000, nowMs: () => performance.now() });
  };

  it('is up when the model is listed, or none are', async () => {
    expect(await health({ models: ['scripted'], rules: [] })).toMatchObject({ isUp: true, models: ['scripted'] });
    await server?.close();
    expect(await health({ rules: [] })).toMatchObject({ isUp: true });
  });

  it('names the models that are there', async () => {
    const { isUp, problem } = await health({ models: ['qwen', 'llama'], rules: [] });
    expect(isUp).toBe(false);
    expect(problem?.message).toContain('It has: qwen, llama.');
  });

  it('tells of a wrong key without showing it', async () => {
    const { problem } = await health({ apiKey: 'right', rules: [] }, { apiKey: KEY });
    expect(problem?.code).toBe('MODEL_AUTHENTICATION');
    expect(problem?.message).not.toContain(KEY);
  });
});
