import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { NO_STORED_SETTINGS, parseStoredSettings, storedEndpoint, withStoredModels } from './stored-settings.js';

const coder = { name: 'coder', baseUrl: 'http://coder:8000/v1', model: 'qwen' };

describe('stored settings', () => {
  it('are none without a file, and none where the file is of nobody', () => {
    expect(parseStoredSettings(undefined)).toEqual(NO_STORED_SETTINGS);
    expect(parseStoredSettings({ version: 2 })).toBeUndefined();
    expect(parseStoredSettings({ version: 1, endpoints: [coder], roles: { agent: 'coder' }, limits: { rounds: 3 } })).toEqual({
      version: 1,
      endpoints: [coder],
      roles: { agent: 'coder' },
      limits: { rounds: 3 },
    });
  });

  it.each([
    { baseUrl: 'ftp://coder/v1' },
    { baseUrl: 'http://user:secret@coder/v1' },
    { name: '1' },
    { name: 'a b' },
    { model: '' },
    { temperature: 3 },
    { surprise: 1 },
  ])('take no endpoint with %j', (wrong) => {
    expect(storedEndpoint.safeParse({ ...coder, ...wrong }).success).toBe(false);
  });

  it('add to the environment, which wins', () => {
    const environment = {
      endpoints: [{ name: 'default', baseUrl: 'http://h/v1', model: 'big', keyName: 'OPENAI_API_KEY' }],
      roles: { agent: 'default' },
    } as const;
    const { endpoints, roles } = withStoredModels(environment, {
      endpoints: [
        { ...coder, apiKey: 'sk-1' },
        { ...coder, name: 'default', model: 'other' },
      ],
      roles: { agent: 'coder', cypher: 'coder', critique: 'gone' },
    });
    expect(endpoints.map(({ name, model }) => [name, model])).toEqual([
      ['default', 'big'],
      ['coder', 'qwen'],
    ]);
    expect(endpoints[1]?.apiKey?.reveal()).toBe('sk-1');
    expect(inspect(endpoints, { depth: 9 })).not.toContain('sk-1');
    expect(roles).toEqual({ agent: 'default', cypher: 'coder' });
  });
});
