import { describe, expect, it } from 'vitest';
import { completeText } from '../complete-text.js';
import { OpenAiCompatibleModel } from '../endpoints/openai-compatible-model.js';
import { startScriptedModelServer } from '../scripted-server/scripted-model-server.js';
import { sampleRequest } from '../testing/sample-request.js';
import { ESTIMATED_TOKENS } from '../tokens/token-counter.js';
import { readTranscript, recordedModel, replayedModel, transcriptText, type TranscriptCall } from './transcript.js';

const signal = new AbortController().signal;

async function record(replies: readonly string[]): Promise<string> {
  const calls: TranscriptCall[] = [];
  const server = await startScriptedModelServer({ script: { rules: [{ reply: [...replies] }] } });
  const endpoint = { name: 'local', baseUrl: server.url, model: 'scripted' };
  const model = new OpenAiCompatibleModel({ endpoint, tokens: ESTIMATED_TOKENS, random: () => 0 });
  for (const _reply of replies)
    await completeText(
      recordedModel(model, (call) => calls.push(call)),
      sampleRequest(),
      { signal },
    );
  await server.close();
  return transcriptText(calls);
}

describe('a transcript', () => {
  it('is played without a server, in the order of the recording, the same every time', async () => {
    const text = await record(['first', 'second']);
    for (const _time of [1, 2]) {
      const model = replayedModel(readTranscript(text), ESTIMATED_TOKENS.count);
      expect(model.identity.model).toBe('scripted');
      expect((await completeText(model, sampleRequest(), { signal })).text).toBe('first');
      expect(await completeText(model, sampleRequest(), { signal })).toMatchObject({
        text: 'second',
        usage: { estimated: false },
      });
    }
  });

  it('says where a call differs from what was recorded', async () => {
    const model = replayedModel(readTranscript(await record(['x'])), ESTIMATED_TOKENS.count);
    const other = sampleRequest({
      messages: [
        { role: 'system', content: 'You answer questions about code.' },
        { role: 'user', content: 'who calls close?' },
      ],
    });
    await expect(completeText(model, other, { signal })).rejects.toThrow('message 2 differs from line 1 on');
    await completeText(model, sampleRequest(), { signal });
    await expect(completeText(model, sampleRequest(), { signal })).rejects.toThrow('no further call');
  });

  it('is refused where a line is none of it', () => {
    expect(() => readTranscript('{"schema":"other"}')).toThrow('Line 1 is no line of a transcript');
  });
});
