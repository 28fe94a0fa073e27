import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReplyChooser, type ScriptedCall } from './choose-reply.js';
import { readScript, type Script, type ScriptInput, type ScriptRule } from './script.js';
import { sendJson, sendReply } from './send-reply.js';
import { VectorRoutes, type ScriptedVectorCall } from './vector-routes.js';

/** A running server that answers as its script says. */
export interface ScriptedModelServer {
  /** Base URL with its version part, for `OPENAI_BASE_URL`. */
  readonly url: string;
  /** Every chat call so far, in order of arrival. */
  readonly calls: readonly ScriptedCall[];
  /** Every call for vectors and scores so far, in order of arrival. */
  readonly vectorCalls: readonly ScriptedVectorCall[];
  close(): Promise<void>;
}

/** How to start a {@link ScriptedModelServer}. */
export interface ScriptedModelServerOptions {
  readonly script: ScriptInput;
  /** Default: a free one. */
  readonly port?: number;
  /** Told of each call and the rule that answered it (0-based; undefined when none did). */
  readonly onCall?: (call: ScriptedCall, rule: number | undefined) => void;
}

const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** Starts a model server on this machine that follows a script. @throws BAD_INPUT when the script is wrong. */
export async function startScriptedModelServer(options: ScriptedModelServerOptions): Promise<ScriptedModelServer> {
  const script = readScript(options.script);
  const chooser = new ReplyChooser(script);
  const calls: ScriptedCall[] = [];
  const vectors = new VectorRoutes(script.vectors);
  const server = createServer((request, response) => {
    void answer({ request, response, script, chooser, vectors, calls, onCall: options.onCall });
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    vectorCalls: vectors.calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly script: Script;
  readonly chooser: ReplyChooser;
  readonly vectors: VectorRoutes;
  readonly calls: ScriptedCall[];
  readonly onCall: ScriptedModelServerOptions['onCall'];
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, response, script } = exchange;
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  if (path === '/health') {
    sendJson(response, { status: 200, body: { status: 'ok' } });
    return;
  }
  if (script.apiKey !== undefined && request.headers.authorization !== `Bearer ${script.apiKey}`) {
    const given = (request.headers.authorization ?? '').replace('Bearer ', '');
    sendError(response, 401, { message: `Incorrect API key provided: ${given}.`, code: 'invalid_api_key' });
    return;
  }
  if (path === '/v1/models') {
    sendJson(response, {
      status: 200,
      body: { object: 'list', data: script.models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'script' })) },
    });
    return;
  }
  if (exchange.vectors.serves(path)) {
    const body = request.method === 'POST' ? await readJson(request) : {};
    await exchange.vectors.answer(response, path, { ...body });
    return;
  }
  if (path !== '/v1/chat/completions' || request.method !== 'POST') {
    sendError(response, 404, { message: 'Not Found' });
    return;
  }
  await answerChat(exchange);
}

async function answerChat({ request, response, script, chooser, calls, onCall }: Exchange): Promise<void> {
  const call = await readCall(request, calls.length + 1);
  if (call === undefined) {
    sendError(response, 400, { message: 'the body is no JSON object with messages' });
    return;
  }
  calls.push(call);
  if (script.models.length > 0 && !script.models.includes(call.model)) {
    sendError(response, 404, { message: `The model \`${call.model}\` does not exist.`, code: 'model_not_found' });
    return;
  }
  const chosen = chooser.choose(call);
  onCall?.(call, chosen?.ruleIndex);
  if (chosen === undefined) {
    sendError(response, 500, { message: `no rule of the script fits role "${call.role}", stage "${call.stage}"` });
    return;
  }
  if (!failInstead(response, call, chosen.rule.fault)) await sendReply(response, call, chosen);
}

/** Does what a fault says instead of a reply; false when the reply is to be sent. */
function failInstead(response: ServerResponse, call: ScriptedCall, fault: ScriptRule['fault']): boolean {
  const refused = fault.refuses?.find((field) => call.fields.includes(field));
  if (fault.hang === true) return true;
  if (fault.drop === true) response.destroy();
  else if (fault.html === true) {
    response.writeHead(fault.status ?? 502, { 'content-type': 'text/html' });
    response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
  } else if (refused !== undefined) {
    sendError(response, 400, { message: fault.message ?? `Unsupported parameter: ${refused}`, code: 'unsupported_parameter' });
  } else if (fault.status !== undefined) sendFault(response, fault.status, fault);
  else return false;
  return true;
}

function sendFault(response: ServerResponse, status: number, fault: ScriptRule['fault']): void {
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  sendError(response, status, { message: fault.message ?? 'scripted failure', code: fault.code, headers });
}

function sendError(
  response: ServerResponse,
  status: number,
  error: { readonly message: string; readonly code?: string | undefined; readonly headers?: Record<string, string> },
): void {
  const body = { error: { message: error.message, type: 'scripted', code: error.code ?? null } };
  sendJson(response, { status, body, ...(error.headers && { headers: error.headers }) });
}

interface WireBody {
  readonly model?: unknown;
  readonly messages?: unknown;
  readonly stream?: unknown;
  readonly stream_options?: { readonly include_usage?: boolean };
}

async function readCall(request: IncomingMessage, number: number): Promise<ScriptedCall | undefined> {
  const body = await readJson(request);
  if (body === undefined || !Array.isArray(body.messages)) return undefined;
  const header = (name: string): string => String(request.headers[name] ?? '');
  return {
    role: header('x-codexgraph-role'),
    stage: header('x-codexgraph-stage'),
    model: typeof body.model === 'string' ? body.model : '',
    messages: body.messages,
    stream: body.stream === true,
    fields: Object.keys(body),
    wantsUsage: body.stream_options?.include_usage === true,
    number,
  };
}

async function readJson(request: IncomingMessage): Promise<WireBody | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
