import { createHash } from 'node:crypto';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { ChatEvent, ChatMessage, ChatModel, ChatRequest, ModelIdentity } from '../chat-model.port.js';

/** One recorded call: what was asked, and all that came back. One line of a transcript. */
export interface TranscriptCall {
  readonly schema: 'codexgraph.transcript/1';
  readonly model: ModelIdentity;
  readonly role: string;
  readonly stage: string;
  /** SHA-256 of messages and settings; equal calls are played in the order in which they were recorded. */
  readonly request: string;
  readonly messages: readonly ChatMessage[];
  readonly events: readonly ChatEvent[];
}

/** A model that works like `model` and hands every whole call to `onCall`. Calls that fail are not recorded. */
export function recordedModel(model: ChatModel, onCall: (call: TranscriptCall) => void): ChatModel {
  return {
    identity: model.identity,
    countTokens: (text) => model.countTokens(text),
    async *complete(request, signal) {
      const events: ChatEvent[] = [];
      for await (const event of model.complete(request, signal)) {
        // A pause and its reason are of that day, not of the reply.
        if (event.kind !== 'retry') events.push(event);
        yield event;
      }
      onCall(transcriptCall(model.identity, request, events));
    },
  };
}

/** A transcript as text: one call a line. */
export function transcriptText(calls: readonly TranscriptCall[]): string {
  return calls.map((call) => `${JSON.stringify(call)}\n`).join('');
}

/** Reads what {@link transcriptText} wrote. @throws BAD_INPUT with the number of the line that is none of a transcript. */
export function readTranscript(text: string): readonly TranscriptCall[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const call = parseLine(line);
    if (call?.schema === 'codexgraph.transcript/1') return call;
    throw new CodexGraphError('BAD_INPUT', `Line ${index + 1} is no line of a transcript. Record it again.`);
  });
}

/**
 * A model that answers from a transcript, the same every time. It counts tokens by `countTokens`, which must be that of the recording for budgets to come out the same.
 * Its `complete` throws BAD_INPUT when no call like the one made was recorded, and says where it begins to differ from the nearest.
 */
export function replayedModel(calls: readonly TranscriptCall[], countTokens: (text: string) => number): ChatModel {
  const waiting = [...calls];
  const identity = calls[0]?.model ?? { endpoint: 'transcript', model: 'transcript', offline: false };
  return {
    identity,
    countTokens,
    async *complete(request, signal) {
      const wanted = requestHash(request);
      const index = waiting.findIndex((call) => call.request === wanted);
      const [call] = index < 0 ? [] : waiting.splice(index, 1);
      if (call === undefined) throw unlikeTheTranscript(request, waiting);
      for (const event of call.events) {
        if (signal.aborted) throw new CodexGraphError('CANCELLED', 'The call of the model was stopped.');
        yield await Promise.resolve(event);
      }
    },
  };
}

function transcriptCall(model: ModelIdentity, request: ChatRequest, events: readonly ChatEvent[]): TranscriptCall {
  const { role, stage } = request.purpose;
  return {
    schema: 'codexgraph.transcript/1',
    model,
    role,
    stage,
    request: requestHash(request),
    messages: request.messages,
    events,
  };
}

function requestHash({ messages, responseFormat, maxOutputTokens, temperature, seed }: ChatRequest): string {
  const parts = [messages.map(({ role, content }) => [role, content]), responseFormat?.name, maxOutputTokens, temperature, seed];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function unlikeTheTranscript(request: ChatRequest, waiting: readonly TranscriptCall[]): CodexGraphError {
  const { role, stage } = request.purpose;
  const nearest = waiting.find((call) => call.role === role && call.stage === stage);
  const where =
    nearest === undefined
      ? 'no further call of that role and stage was recorded'
      : firstDifference(request.messages, nearest.messages);
  return new CodexGraphError('BAD_INPUT', `The transcript has no such call (${role}, ${stage}): ${where}. Record it again.`);
}

function firstDifference(asked: readonly ChatMessage[], recorded: readonly ChatMessage[]): string {
  for (const [index, message] of asked.entries()) {
    const other = recorded[index];
    if (other === undefined) return `message ${index + 1} is new`;
    if (other.content === message.content && other.role === message.role) continue;
    const lines = message.content.split('\n');
    const others = other.content.split('\n');
    const line = lines.findIndex((text, number) => text !== others[number]);
    return `message ${index + 1} differs from line ${(line < 0 ? lines.length : line) + 1} on`;
  }
  return asked.length === recorded.length ? 'only its settings differ' : `message ${asked.length + 1} is missing`;
}

function parseLine(line: string): TranscriptCall | undefined {
  try {
    return JSON.parse(line) as TranscriptCall;
  } catch {
    return undefined;
  }
}
