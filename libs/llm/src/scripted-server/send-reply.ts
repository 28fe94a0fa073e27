import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChosenReply, ScriptedCall } from './choose-reply.js';

const DEFAULT_CHUNK_CHARACTERS = 16;
const MOST_CHUNKS = 20_000;

/** Writes the reply of a script, with its pace and its faults. */
export async function sendReply(response: ServerResponse, call: ScriptedCall, chosen: ChosenReply): Promise<void> {
  const { pace, fault, finish } = chosen.rule;
  if (pace.firstTokenMs !== undefined) await sleep(pace.firstTokenMs);
  const ignored = fault.ignores ?? [];
  if (!call.stream || ignored.includes('stream')) {
    sendWhole(response, call, { text: chosen.text, finish, withUsage: !ignored.includes('stream_options') });
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  if (!(await sendPieces(response, call, chosen))) return;
  write(response, { ...envelope(call), choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  if (call.wantsUsage && !ignored.includes('stream_options')) {
    write(response, { ...envelope(call), choices: [], usage: usageOf(call, chosen.text) });
  }
  response.end('data: [DONE]\n\n');
}

/** False when a fault ended the reply. */
async function sendPieces(response: ServerResponse, call: ScriptedCall, { rule, text }: ChosenReply): Promise<boolean> {
  const { pace, fault } = rule;
  const size = Math.max(pace.chunkCharacters ?? DEFAULT_CHUNK_CHARACTERS, Math.ceil(text.length / MOST_CHUNKS));
  const faultAt = [fault.disconnectAfter, fault.endAfter, fault.errorAfter, fault.stallAfter, fault.brokenJsonAfter].find(
    (at) => at !== undefined,
  );
  const upTo = faultAt === undefined ? text.length : Math.min(faultAt, text.length);
  for (let at = 0; at < upTo; at += size) {
    if (response.destroyed) return false;
    const content = text.slice(at, Math.min(at + size, upTo));
    const isWritten = write(response, { ...envelope(call), choices: [{ index: 0, delta: { content }, finish_reason: null }] });
    if (pace.delayMs !== undefined) await sleep(pace.delayMs);
    else if (!isWritten) await drained(response);
  }
  if (faultAt === undefined) return true;
  await breakOff(response, rule.fault);
  return false;
}

async function breakOff(response: ServerResponse, fault: ChosenReply['rule']['fault']): Promise<void> {
  if (fault.stallAfter !== undefined) return;
  if (fault.errorAfter !== undefined) {
    write(response, { error: { message: fault.message ?? 'the engine died', type: 'server_error', code: fault.code ?? null } });
    response.end();
  } else if (fault.brokenJsonAfter !== undefined) {
    response.end('data: {"choices": [{"delta": {"cont\n\n');
  } else if (fault.endAfter !== undefined) {
    response.end();
  } else {
    // What was written must be on its way before the connection breaks.
    await sleep(20);
    response.destroy();
  }
}

function sendWhole(
  response: ServerResponse,
  call: ScriptedCall,
  reply: { readonly text: string; readonly finish: string; readonly withUsage: boolean },
): void {
  const message = { role: 'assistant', content: reply.text };
  const body = {
    ...envelope(call),
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: reply.finish }],
    ...(reply.withUsage ? { usage: usageOf(call, reply.text) } : {}),
  };
  sendJson(response, { status: 200, body });
}

/** Writes a JSON answer. */
export function sendJson(
  response: ServerResponse,
  answer: { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> },
): void {
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}

function envelope(call: ScriptedCall): Record<string, unknown> {
  return { id: `scripted-${call.number}`, object: 'chat.completion.chunk', created: 0, model: call.model };
}

/** Words, as a stand-in for tokens: the same for the same text. */
function usageOf(call: ScriptedCall, reply: string): Record<string, number> {
  const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
  const input = call.messages.reduce((sum, { content }) => sum + words(content), 0);
  const output = words(reply);
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

function write(response: ServerResponse, chunk: unknown): boolean {
  return response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
