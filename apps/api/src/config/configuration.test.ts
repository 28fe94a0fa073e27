import { CodexGraphError } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { isLoopbackHost, readConfiguration } from './configuration.js';

const complete = {
  NEO4J_URI: 'bolt://127.0.0.1:7687',
  NEO4J_PASSWORD: 'a-secret-password',
  REDIS_URL: 'redis://:another-secret@127.0.0.1:6379',
  CODEXGRAPH_HOME: '/var/lib/codexgraph',
};

function problemOf(environment: Record<string, string | undefined>): CodexGraphError {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (CodexGraphError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('readConfiguration', () => {
  it('listens on loopback and asks for no token unless told otherwise', () => {
    const { server, neo4j, redisUrl } = readConfiguration(complete);
    expect(server).toEqual({ host: '127.0.0.1', port: 4000, allowedHosts: [], allowedOrigins: [], allowedRoots: [] });
    expect(neo4j).toEqual({ uri: 'bolt://127.0.0.1:7687', user: 'neo4j', password: 'a-secret-password' });
    expect(redisUrl).toBe(complete.REDIS_URL);
  });

  it('names every server that it has no address of', () => {
    const error = problemOf({});
    expect(error.code).toBe('CONFIGURATION');
    expect(error.message).toMatch(/NEO4J_URI and REDIS_URL/);
  });

  it('refuses an address that others can reach without a token', () => {
    expect(problemOf({ ...complete, CODEXGRAPH_API_HOST: '0.0.0.0' }).message).toContain('CODEXGRAPH_API_TOKEN');
    const token = 'x'.repeat(24);
    expect(readConfiguration({ ...complete, CODEXGRAPH_API_HOST: '0.0.0.0', CODEXGRAPH_API_TOKEN: token }).server.token).toBe(
      token,
    );
  });

  it('never repeats a secret in its message', () => {
    const error = problemOf({ ...complete, CODEXGRAPH_API_TOKEN: 'short-secret', REDIS_URL: 'http://user:hidden@host' });
    expect(`${error.message}${JSON.stringify(error.details)}`).not.toMatch(/short-secret|hidden|a-secret-password/);
  });
});

describe('isLoopbackHost', () => {
  it.each(['127.0.0.1', '127.5.0.1', 'localhost', '::1', '[::1]'])('%s is loopback', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', 'localhost.evil.example'])('%s is not', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
