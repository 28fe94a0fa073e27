import { CodexGraphError } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { isLoopbackHost, readConfiguration } from './configuration.js';

const complete = {
  NEO4J_URI: 'bolt://127.0.0.1:7687',
  NEO4J_PASSWORD: 'a-secret-password',
  REDIS_URL: 'redis://127.0.0.1:6379',
  CODEXGRAPH_HOME: '/var/lib/codexgraph',
};

function problemsOf(environment: Record<string, string | undefined>): CodexGraphError {
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
    const { server, queue, neo4j } = readConfiguration(complete);
    expect(server).toEqual({ host: '127.0.0.1', port: 4000, allowedHosts: [], allowedOrigins: [], allowedRoots: [] });
    expect(queue).toEqual({ prefix: 'codexgraph', concurrency: 1, lockMs: 60_000 });
    expect(neo4j).toEqual({ uri: 'bolt://127.0.0.1:7687', user: 'neo4j', password: 'a-secret-password' });
  });

  it('names every problem at once', () => {
    const error = problemsOf({ CODEXGRAPH_API_PORT: '70000', CODEXGRAPH_QUEUE_PREFIX: 'a:b' });
    expect(error.code).toBe('CONFIGURATION');
    for (const name of ['NEO4J_URI', 'NEO4J_PASSWORD', 'REDIS_URL', 'CODEXGRAPH_HOME', 'CODEXGRAPH_API_PORT', 'CODEXGRAPH_QUEUE_PREFIX']) {
      expect(error.message).toContain(name);
    }
  });

  it('refuses an address that others can reach without a token', () => {
    expect(problemsOf({ ...complete, CODEXGRAPH_API_HOST: '0.0.0.0' }).message).toContain('CODEXGRAPH_API_TOKEN is required');
    const token = 'x'.repeat(24);
    const { server } = readConfiguration({ ...complete, CODEXGRAPH_API_HOST: '0.0.0.0', CODEXGRAPH_API_TOKEN: token });
    expect(server.token).toBe(token);
  });

  it('never repeats a secret in its message', () => {
    const error = problemsOf({ ...complete, CODEXGRAPH_API_TOKEN: 'short-secret', REDIS_URL: 'http://user:hidden@host' });
    expect(error.message).toContain('CODEXGRAPH_API_TOKEN');
    expect(`${error.message}${JSON.stringify(error.details)}`).not.toMatch(/short-secret|hidden|a-secret-password/);
  });

  it('treats an empty variable as absent', () => {
    expect(problemsOf({ ...complete, NEO4J_PASSWORD: '' }).message).toContain('NEO4J_PASSWORD is required');
  });

  it('reads lists, and refuses relative roots', () => {
    const { server } = readConfiguration({ ...complete, CODEXGRAPH_ALLOWED_HOSTS: 'a.example, b.example', CODEXGRAPH_ALLOWED_ROOTS: '/src:/data' });
    expect(server.allowedHosts).toEqual(['a.example', 'b.example']);
    expect(server.allowedRoots).toEqual(['/src', '/data']);
    expect(problemsOf({ ...complete, CODEXGRAPH_ALLOWED_ROOTS: 'src' }).message).toContain('absolute');
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
