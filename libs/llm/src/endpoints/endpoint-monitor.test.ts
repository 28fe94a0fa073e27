import { afterEach, describe, expect, it } from 'vitest';
import { startScriptedModelServer, type ScriptedModelServer } from '../scripted-server/scripted-model-server.js';
import { endpointHealth } from './endpoint-health.js';
import { EndpointMonitor } from './endpoint-monitor.js';
import { modelFailure } from './model-failure.js';

const NOON = Date.UTC(2026, 0, 1, 12);
let server: ScriptedModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('EndpointMonitor', () => {
  it('answers at once, asks in the background, and asks again when what it knows is old', async () => {
    let time = NOON;
    let checks = 0;
    let isUp = true;
    const check = () => {
      checks += 1;
      const problem = { code: 'MODEL_UNAVAILABLE', message: 'It cannot be reached.' };
      return Promise.resolve(isUp ? { isUp, elapsedMs: 7 } : { isUp, elapsedMs: 9, problem });
    };
    const endpoint = { name: 'coder', model: 'm', roles: ['agent'], check };
    const monitor = new EndpointMonitor([endpoint, { name: 'offline', model: 'planner', roles: [] }], {
      now: () => new Date(time),
      staleMs: 1000,
    });
    expect(monitor.statuses().map(({ status }) => status)).toEqual(['checking', 'up']);
    expect(monitor.statuses()[0]?.checkedAt).toBeUndefined();
    expect(checks).toBe(1);
    await monitor.settled();
    expect(monitor.statuses()[0]).toEqual({
      ...{ name: 'coder', model: 'm', roles: ['agent'] },
      ...{ status: 'up', latencyMs: 7, checkedAt: new Date(NOON) },
    });
    expect(checks).toBe(1);
    time += 1001;
    isUp = false;
    expect(monitor.statuses()[0]?.status).toBe('up');
    await monitor.settled();
    expect(monitor.statuses()[0]).toMatchObject({ status: 'down', latencyMs: 9, lastError: { code: 'MODEL_UNAVAILABLE' } });
  });

  it('waits for nobody, and says what is wrong without a secret', async () => {
    server = await startScriptedModelServer({ script: { apiKey: 'the-right-key', rules: [] } });
    const endpoint = { name: 'a', model: 'm', baseUrl: `${server.url}?token=tok-in-url`, apiKey: 'wrong-key-0123456789' };
    const check = () => endpointHealth(endpoint, { timeoutMs: 2000, nowMs: () => performance.now() });
    const monitor = new EndpointMonitor([{ name: 'a', model: 'm', roles: [], check }], { now: () => new Date(NOON) });
    expect(monitor.statuses()[0]?.status).toBe('checking');
    await monitor.settled();
    const [status] = monitor.statuses();
    expect(status).toMatchObject({ status: 'down', lastError: { code: 'MODEL_AUTHENTICATION' } });
    expect(JSON.stringify(status)).not.toMatch(/wrong-key|tok-in-url/);
  });

  it('takes credentials out of addresses that others quote', () => {
    const endpoint = { name: 'a', model: 'm', baseUrl: 'http://u:p4ss@h:1/v1?key=k3y' };
    const error = modelFailure({ text: 'cannot fetch http://u:p4ss@h:1/v1/models?key=k3y now', streamed: false }, endpoint);
    expect(error.message).not.toMatch(/p4ss|k3y/);
    expect(error.message).toContain('http://***@h:1/v1/models?*** now');
  });
});
