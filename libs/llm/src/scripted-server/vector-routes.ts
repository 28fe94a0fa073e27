import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendJson } from './send-reply.js';
import { hashedVector, overlap, wordsOf } from './hashed-vectors.js';
import type { VectorFaultRule, VectorScript } from './vector-script.js';

/** A call for vectors or scores as the server got it. */
export interface ScriptedVectorCall {
  readonly path: string;
  readonly model: string;
  /** Inputs, or documents. */
  readonly texts: readonly string[];
  /** Of a re-ranking. */
  readonly query?: string;
  /** The whole body. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What happens to a call, with the text that brought it about. */
type Fault = VectorFaultRule['fault'] & { readonly hit?: string };

const EMBED_PATHS = ['/v1/embeddings', '/embed', '/api/embed'];
const RERANK_PATHS = ['/rerank', '/v1/rerank'];
const INFO_PATHS = ['/info', '/api/show'];

/** Embeds and re-ranks as a script says; the same text always gets the same vector, and texts with common words like ones. */
export class VectorRoutes {
  readonly calls: ScriptedVectorCall[] = [];
  readonly #script: VectorScript;
  readonly #held: number[];

  constructor(script: VectorScript) {
    this.#script = script;
    this.#held = script.faults.map(() => 0);
  }

  /** True for a path that is answered here. */
  serves(path: string): boolean {
    return [...EMBED_PATHS, ...RERANK_PATHS, ...INFO_PATHS].includes(path) && !this.#script.absent.includes(path);
  }

  async answer(response: ServerResponse, path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    if (INFO_PATHS.includes(path)) {
      sendJson(response, { status: 200, body: this.#info(path) });
      return;
    }
    const call = readCall(path, body);
    if (call === undefined) {
      sendJson(response, { status: 422, body: { error: `missing field in the body of ${path}`, error_type: 'Validation' } });
      return;
    }
    this.calls.push(call);
    const fault = this.#fault(call);
    if (fault.delayMs !== undefined) await sleep(fault.delayMs);
    if (failInstead(response, fault)) return;
    const answer = RERANK_PATHS.includes(path) ? this.#scores(call, fault) : this.#vectors(call, fault);
    if (fault.half === true) await sendHalf(response, answer);
    else sendJson(response, { status: 200, body: answer });
  }

  #info(path: string): unknown {
    const { maxInputTokens, maxClientBatch } = this.#script;
    if (path === '/api/show')
      return { model_info: maxInputTokens === undefined ? {} : { 'bert.context_length': maxInputTokens } };
    return {
      model_id: 'scripted',
      ...(maxInputTokens === undefined ? {} : { max_input_length: maxInputTokens }),
      ...(maxClientBatch === undefined ? {} : { max_client_batch_size: maxClientBatch }),
    };
  }

  #fault(call: ScriptedVectorCall): Fault {
    for (const [index, { when, fault }] of this.#script.faults.entries()) {
      if (!holds(when, call)) continue;
      const held = (this.#held[index] ?? 0) + 1;
      this.#held[index] = held;
      if (when.first !== undefined && held > when.first) continue;
      if (when.after !== undefined && held <= when.after) continue;
      return { ...fault, ...(when.contains === undefined ? {} : { hit: when.contains }) };
    }
    return {};
  }

  #vectors({ path, texts, model }: ScriptedVectorCall, fault: Fault): unknown {
    const { dimensions, variant, usage } = this.#script;
    const length = fault.dimensions ?? dimensions;
    const vectors: unknown[] = texts.map((text) => {
      const vector = hashedVector(text, { dimensions: length, variant });
      const isHit = fault.hit === undefined || text.includes(fault.hit);
      if (fault.nan === true && isHit) return [null, ...vector.slice(1)];
      return fault.zeros === true && isHit ? vector.map(() => 0) : vector;
    });
    if (fault.missing === true) vectors.pop();
    const tokens = texts.reduce((sum, text) => sum + wordsOf(text).length, 0);
    if (path === '/embed') return vectors;
    if (path === '/api/embed') return { model, embeddings: vectors, ...(usage ? { prompt_eval_count: tokens } : {}) };
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
    // In no order: clients must read the index.
    return {
      object: 'list',
      model,
      data: data.reverse(),
      ...(usage ? { usage: { prompt_tokens: tokens, total_tokens: tokens } } : {}),
    };
  }

  #scores({ texts, query = '', body, model }: ScriptedVectorCall, fault: Fault): unknown {
    const scored = texts
      .map((text, index) => ({ index, score: fault.nan === true ? null : overlap(query, text) }))
      .sort((left, right) => (right.score ?? 0) - (left.score ?? 0));
    if (fault.missing === true) scored.pop();
    if ('texts' in body) return scored;
    const tokens = texts.reduce((sum, text) => sum + wordsOf(text).length + wordsOf(query).length, 0);
    return {
      id: 'scripted',
      model,
      results: scored.map(({ index, score }) => ({ index, relevance_score: score })),
      ...(this.#script.usage ? { usage: { total_tokens: tokens } } : {}),
    };
  }
}

/** Both forms of a re-ranking are told apart by their fields; TEI's server knows no `documents`, the others no `texts`. */
function readCall(path: string, body: Readonly<Record<string, unknown>>): ScriptedVectorCall | undefined {
  const given =
    body[path === '/embed' ? 'inputs' : RERANK_PATHS.includes(path) ? (path === '/rerank' ? 'texts' : 'documents') : 'input'];
  const texts = typeof given === 'string' ? [given] : given;
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) return undefined;
  const { query, model } = body;
  return {
    path,
    body,
    model: typeof model === 'string' ? model : '',
    texts: texts,
    ...(typeof query === 'string' ? { query } : {}),
  };
}

function holds(when: VectorFaultRule['when'], { path, texts, query = '' }: ScriptedVectorCall): boolean {
  if (when.path !== undefined && when.path !== path) return false;
  if (when.moreThan !== undefined && texts.length <= when.moreThan) return false;
  const { longerThan, contains } = when;
  if (longerThan !== undefined && !texts.some((text) => text.length > longerThan)) return false;
  return contains === undefined || [query, ...texts].some((text) => text.includes(contains));
}

function failInstead(response: ServerResponse, fault: Fault): boolean {
  if (fault.hang === true) return true;
  if (fault.drop === true) response.destroy();
  else if (fault.html === true) response.writeHead(200, { 'content-type': 'text/html' }).end('<html>not here</html>');
  else if (fault.otherJson === true) sendJson(response, { status: 200, body: { ok: true } });
  else if (fault.status !== undefined) {
    const message = fault.message ?? 'scripted failure';
    sendJson(response, {
      status: fault.status,
      body: { error: { message, type: 'scripted', code: fault.code ?? null } },
      ...(fault.retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(fault.retryAfterSeconds) } }),
    });
  } else return false;
  return true;
}

async function sendHalf(response: ServerResponse, answer: unknown): Promise<void> {
  const text = JSON.stringify(answer);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, Math.floor(text.length / 2)));
  // What was written must be on its way before the connection breaks.
  await sleep(20);
  response.destroy();
}
