import { describe, expect, it } from 'vitest';
import { ESTIMATED_TOKENS, tokenCounterFor } from './token-counter.js';

describe('tokenCounterFor', () => {
  it.each([
    ['gpt-4o-mini', 'o200k_base'],
    ['openai/gpt-5.1', 'o200k_base'],
    ['o3-mini', 'o200k_base'],
    ['gpt-4-turbo', 'cl100k_base'],
    ['qwen3-coder', 'estimate'],
    ['o11y-model', 'estimate'],
  ])('%s counts by %s', async (model, vocabulary) => {
    expect((await tokenCounterFor(model)).vocabulary).toBe(vocabulary);
  });

  it('counts as the vocabulary does, names of special tokens as plain text', async () => {
    const { count } = await tokenCounterFor('gpt-4o');
    expect(count('hello world')).toBe(2);
    expect(count('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('does not hang on words without end', async () => {
    const { count } = await tokenCounterFor('gpt-4o');
    const started = process.cpuUsage().user;
    expect(count('a'.repeat(90_000))).toBeGreaterThan(20_000);
    expect((process.cpuUsage().user - started) / 1000).toBeLessThan(1000);
  });

  it('estimates rather too high', async () => {
    const { count } = await tokenCounterFor('gpt-4o');
    for (const text of [
      'def send(self, request, **kwargs):\n    """Send a given PreparedRequest."""\n    kwargs.setdefault("stream", self.stream)\n',
      '谁调用了 Session.send 方法？请列出所有的调用者。',
      '{"thought": "look for callers", "action": "TEXT_QUERIES"}',
    ]) {
      expect(ESTIMATED_TOKENS.count(text)).toBeGreaterThanOrEqual(count(text));
    }
  });
});
