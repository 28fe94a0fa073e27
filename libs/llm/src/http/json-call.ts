import { CodexGraphError } from '@codexgraph/graph-model';
import { modelFailure, type FailureFacts } from '../endpoints/model-failure.js';

/** A server of models as far as calls and messages need it. */
export interface JsonServer {
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly keyName?: string;
  readonly apiKey?: string;
}

/** One call. */
export interface JsonCall {
  /** Below the base URL, such as `/embeddings`. */
  readonly path: string;
  /** Absent: GET. */
  readonly body?: unknown;
  readonly timeoutMs: number;
}

const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Sends one call and gives the JSON of its answer.
 * @throws CANCELLED when `signal` aborts, else what went wrong as MODEL_... with `details.status` and `details.retryAfterMs` where they are known
 */
export async function callJson(server: JsonServer, call: JsonCall, signal: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(Math.max(1, Math.round(call.timeoutMs)));
  try {
    const response = await fetch(urlOf(server, call.path), {
      method: call.body === undefined ? 'GET' : 'POST',
      headers: headersOf(server),
      signal: AbortSignal.any([signal, timeout]),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    const text = await readText(response);
    if (!response.ok) throw modelFailure(refusal(response, text), server);
    return parsed(text, server);
  } catch (error) {
    if (signal.aborted) throw new CodexGraphError('CANCELLED', 'The call of the model was stopped.');
    if (CodexGraphError.isInstance(error)) throw error;
    const facts: FailureFacts = timeout.aborted
      ? { text: '', timeout: 'total', streamed: false }
      : { text: networkText(error), streamed: false };
    throw modelFailure(facts, server);
  }
}

/** The address of a path; a query part of the base URL goes with it. */
function urlOf({ baseUrl }: JsonServer, path: string): URL {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  return url;
}

function headersOf({ apiKey, baseUrl }: JsonServer): Record<string, string> {
  const base = { 'content-type': 'application/json', accept: 'application/json' };
  if (apiKey === undefined) return base;
  const isAzure = new URL(baseUrl).hostname.endsWith('.azure.com');
  return { ...base, authorization: `Bearer ${apiKey}`, ...(isAzure ? { 'api-key': apiKey } : {}) };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MOST_BYTES) throw new TypeError('the answer is longer than any answer should be');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string, server: JsonServer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badAnswer(server, 'its answer is no JSON');
  }
}

/** An answer that cannot be used although the server sent it as a good one. */
export function badAnswer(server: Pick<JsonServer, 'name' | 'model'>, why: string): CodexGraphError {
  const what = `The model server "${server.name}" gave an answer for the model "${server.model}" that cannot be used: ${why}`;
  return new CodexGraphError(
    'MODEL_FAILED',
    `${what}. Check that the model and the protocol of the endpoint are the right ones.`,
    {
      details: { endpoint: server.name, model: server.model, answer: 'bad' },
    },
  );
}

function refusal(response: Response, text: string): FailureFacts {
  const { message, code } = errorWords(text);
  const retryAfterMs = Number(
    response.headers.get('retry-after-ms') ?? Number(response.headers.get('retry-after') ?? 'none') * 1000,
  );
  return {
    status: response.status,
    text: message,
    streamed: false,
    ...(code === undefined ? {} : { code }),
    ...(Number.isFinite(retryAfterMs) && retryAfterMs >= 0 ? { retryAfterMs } : {}),
  };
}

/** The words of an error in the forms that servers use: `{error: {message, code}}`, `{error, error_type}`, `{message}`, `{detail}`, or text. */
function errorWords(text: string): { readonly message: string; readonly code?: string } {
  const body = objectOf(parsedOr(text));
  if (body === undefined) return { message: text.includes('<html') ? 'a page of HTML' : text };
  const inner = objectOf(body['error']) ?? body;
  const message = firstText([inner['message'], body['error'], body['message'], body['detail']]);
  const code = firstText([inner['code'], inner['type'], body['error_type']]);
  return { message: message ?? JSON.stringify(body['detail'] ?? ''), ...(code === undefined ? {} : { code }) };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function firstText(values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string');
}

function networkText(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return error.cause instanceof Error ? networkText(error.cause) : error.message;
}
