import { describe, expect, it } from 'vitest';
import { fieldsOf, inputOf, wrongFields } from './endpoint-form.js';

const known = {
  name: 'coder',
  baseUrl: 'http://coder/v1',
  model: 'qwen',
  hasKey: true,
  contextTokens: 32_000,
  maxOutputTokens: null,
  temperature: 0,
  origin: 'STORED',
} as const;

describe('the form of a model server', () => {
  it('leaves the key alone when nothing is typed, replaces it, or forgets it', () => {
    const fields = fieldsOf(known);
    expect(inputOf(fields)).toEqual({
      name: 'coder',
      baseUrl: 'http://coder/v1',
      model: 'qwen',
      contextTokens: 32_000,
      maxOutputTokens: null,
      temperature: 0,
    });
    expect(inputOf({ ...fields, apiKey: ' sk-1 ' })).toMatchObject({ apiKey: 'sk-1' });
    expect(inputOf({ ...fields, apiKey: 'sk-1', forgetKey: true })).toMatchObject({ apiKey: '' });
  });

  it.each([
    [{}, []],
    [{ name: '1a' }, ['name']],
    [{ baseUrl: 'coder:8000' }, ['baseUrl']],
    [{ baseUrl: 'https://' }, ['baseUrl']],
    [{ model: ' ' }, ['model']],
    [{ contextTokens: '1.5' }, ['contextTokens']],
    [{ maxOutputTokens: '-1' }, ['maxOutputTokens']],
    [{ temperature: 'hot' }, ['temperature']],
    [{ temperature: '3' }, ['temperature']],
  ])('%j: wrong are %j', (change, wrong) => {
    expect([...wrongFields({ ...fieldsOf(known), ...change })]).toEqual(wrong);
  });
});
