import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelSettings } from '@codexgraph/config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnsweringSettings, ServiceSettings } from './service-settings.js';
import { SettingsFile } from './settings-file.js';

const ENVIRONMENT: ModelSettings = {
  endpoints: [{ name: 'default', baseUrl: 'http://h/v1', model: 'big', keyName: 'OPENAI_API_KEY' }],
  roles: { agent: 'default' },
};
const coder = { name: 'coder', baseUrl: 'http://coder:8000/v1', model: 'qwen' };

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'settings-'));
});
afterEach(() => rm(home, { recursive: true }));

function open(environment: ModelSettings = { endpoints: [], roles: {} }) {
  const applied: AnsweringSettings[] = [];
  const file = new SettingsFile(home);
  const settings = new ServiceSettings({
    environment,
    file,
    apply: (next) => {
      applied.push(next);
      return Promise.resolve();
    },
  });
  return { settings, applied, file };
}

describe('settings of the service', () => {
  it('are kept in a file that only the user can read, and hold at once', async () => {
    const { settings, applied, file } = open();
    await settings.putEndpoint({ ...coder, apiKey: 'sk-secret' });
    await settings.setLimits({ rounds: 3 });
    expect(((await stat(file.path)).mode & 0o777).toString(8)).toBe('600');
    expect(JSON.parse(await readFile(file.path, 'utf8'))).toEqual({
      version: 1,
      endpoints: [{ ...coder, apiKey: 'sk-secret' }],
      roles: { agent: 'coder' },
      limits: { rounds: 3 },
    });
    expect(applied.at(-1)?.models.roles).toEqual({ agent: 'coder' });
    expect(applied.at(-1)?.models.endpoints[0]?.apiKey?.reveal()).toBe('sk-secret');
    expect(applied.at(-1)?.limits).toEqual({ rounds: 3 });
  });

  it('keep a key for its server only', async () => {
    const { settings } = open();
    await settings.putEndpoint({ ...coder, apiKey: 'sk-secret' });
    const renamed = await settings.putEndpoint({ ...coder, model: 'qwen3', baseUrl: 'http://coder:8000/v2' });
    expect(renamed.endpoints[0]?.apiKey).toBe('sk-secret');
    await expect(settings.putEndpoint({ ...coder, baseUrl: 'http://elsewhere/v1' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const moved = await settings.putEndpoint({ ...coder, baseUrl: 'http://elsewhere/v1', apiKey: '' });
    expect(moved.endpoints[0]).not.toHaveProperty('apiKey');
  });

  it('let the environment win', async () => {
    const { settings, applied } = open(ENVIRONMENT);
    await expect(settings.putEndpoint({ ...coder, name: 'default' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(settings.deleteEndpoint('default')).rejects.toMatchObject({ code: 'CONFLICT' });
    await settings.putEndpoint(coder);
    await expect(settings.setRoles({ agent: 'coder' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await settings.setRoles({ cypher: 'coder', critique: '' });
    expect(applied.at(-1)?.models.roles).toEqual({ agent: 'default', cypher: 'coder' });
    await settings.deleteEndpoint('coder');
    expect(applied.at(-1)?.models.roles).toEqual({ agent: 'default' });
  });

  it.each([
    ['an address that is none', (settings: ServiceSettings) => settings.putEndpoint({ ...coder, baseUrl: 'coder' })],
    ['an unknown server', (settings: ServiceSettings) => settings.setRoles({ agent: 'nobody' })],
    ['no rounds', (settings: ServiceSettings) => settings.setLimits({ rounds: 0 })],
  ])('refuse %s', async (_what, change) => {
    const { settings, applied } = open();
    await expect(change(settings)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(applied).toEqual([]);
  });

  it('say what cannot be found', async () => {
    await expect(open().settings.deleteEndpoint('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('change one after another, and nothing where the file is of somebody else', async () => {
    const { settings, file } = open();
    await Promise.all(['a', 'b', 'c'].map((name) => settings.putEndpoint({ ...coder, name })));
    expect((await settings.stored()).endpoints.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    await writeFile(file.path, '{"version": 99}');
    await expect(settings.setLimits({ rounds: 2 })).rejects.toMatchObject({ code: 'CONFIGURATION' });
    expect(await readFile(file.path, 'utf8')).toBe('{"version": 99}');
    const problems: unknown[] = [];
    expect((await file.readOrNone((problem) => problems.push(problem))).endpoints).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});
