import { describe, expect, it } from 'vitest';
import { checkNeo4jServer } from '../neo4j/server-check.js';
import { pingRedis } from '../redis/redis-ping.js';

describe('services of a test run', () => {
  it('a Neo4j of a supported version accepts the password that tests are given', async () => {
    const { version } = await checkNeo4jServer({
      uri: process.env['NEO4J_URI'] ?? '',
      user: process.env['NEO4J_USER'] ?? '',
      password: process.env['NEO4J_PASSWORD'] ?? '',
    });
    expect(version).toMatch(/^(5\.26|20\d\d)\./);
  });

  it('a wrong password is told as such, with the variables to set', async () => {
    const check = checkNeo4jServer({ uri: process.env['NEO4J_URI'] ?? '', user: 'neo4j', password: 'wrong-password' });
    await expect(check).rejects.toMatchObject({
      code: 'DATABASE_AUTHENTICATION',
      message: expect.stringContaining('NEO4J_PASSWORD') as string,
    });
  });

  it('a Redis answers with the password that tests are given, and not without', async () => {
    const url = new URL(process.env['REDIS_URL'] ?? '');
    const port = Number(url.port);
    expect(await pingRedis(port, { password: url.password, timeoutMs: 2000 })).toBe('ready');
    expect(await pingRedis(port, { timeoutMs: 2000 })).toBe('denied');
  });
});
