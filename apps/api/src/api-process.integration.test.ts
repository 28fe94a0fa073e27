import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { built, type Child, startChild } from './testing/child-process.js';

/** Nothing listens there. */
const AWAY = {
  NEO4J_URI: 'bolt://127.0.0.1:1',
  NEO4J_PASSWORD: 'a-secret-password',
  REDIS_URL: 'redis://127.0.0.1:1',
  CODEXGRAPH_HOME: path.join(tmpdir(), 'codexgraph-api-process'),
  CODEXGRAPH_API_PORT: '0',
};

let child: Child | undefined;
afterEach(async () => {
  await child?.end('SIGKILL');
  child = undefined;
});

describe('the API process', () => {
  it('starts while Neo4j and Redis are away, and says so', async () => {
    child = await startChild(built('api.main.js'), { environment: AWAY });
    const base = `http://127.0.0.1:${String(child.ready.port)}`;
    expect(child.ready.url).toBe(`${base}/graphql`);
    expect((await fetch(`${base}/health`)).status).toBe(200);
    const ready = await fetch(`${base}/ready`);
    expect(ready.status).toBe(503);
    const text = await ready.text();
    expect(JSON.parse(text)).toMatchObject({
      status: 'unavailable',
      checks: { neo4j: { ok: false, code: 'DATABASE_UNAVAILABLE' }, redis: { ok: false, code: 'QUEUE_UNAVAILABLE' } },
    });
    const answer = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ repository(name: "x") { name } job(id: "x") { id } }' }),
    });
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors.map(({ extensions }) => extensions.code).sort()).toEqual(['DATABASE_UNAVAILABLE', 'QUEUE_UNAVAILABLE']);
    expect(`${text}${JSON.stringify(errors)}${child.log()}`).not.toContain('a-secret-password');
    expect(await child.end('SIGTERM')).toBe(0);
  });

  it('does not start where others could reach it without a token', async () => {
    const start = startChild(built('api.main.js'), { environment: { ...AWAY, CODEXGRAPH_API_HOST: '0.0.0.0' } });
    await expect(start).rejects.toThrow(/CODEXGRAPH_API_TOKEN/);
  });

  it('says in one sentence that its port is taken', async () => {
    child = await startChild(built('api.main.js'), { environment: AWAY });
    const start = startChild(built('api.main.js'), { environment: { ...AWAY, CODEXGRAPH_API_PORT: String(child.ready.port) } });
    await expect(start).rejects.toThrow(/The port is taken/);
  });
});
